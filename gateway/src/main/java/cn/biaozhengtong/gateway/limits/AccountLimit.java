package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.GatewayProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits each account and, far higher, each client that speaks for itself (a tender platform),
/// wherever it comes from.
@Component
public class AccountLimit extends OncePerRequestFilter {
    private final Buckets accounts;
    private final Buckets clients;

    AccountLimit(LimitProperties limits) {
        accounts = new Buckets(limits.part(limits.perAccount()), Duration.ofSeconds(1));
        clients = new Buckets(limits.part(limits.perClient()), Duration.ofSeconds(1));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof JwtAuthenticationToken token && !takes(token.getToken())) {
            GatewayProblem.limited.write(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean takes(Jwt token) {
        String account = token.getClaimAsString("account");
        return account != null
                ? accounts.takes(account)
                : clients.takes(String.valueOf(token.getClaimAsString("azp")));
    }

    /// It runs inside the security chain only, where the subject is known.
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<AccountLimit> accountLimitRegistration(AccountLimit filter) {
            FilterRegistrationBean<AccountLimit> registration =
                    new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
