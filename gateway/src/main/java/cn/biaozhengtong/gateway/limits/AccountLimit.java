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
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits each authenticated subject, wherever it comes from.
@Component
public class AccountLimit extends OncePerRequestFilter {
    private final Buckets buckets;

    AccountLimit(LimitProperties limits) {
        buckets = new Buckets(limits.perAccount(), Duration.ofSeconds(1));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && !buckets.takes(who.getName())) {
            GatewayProblem.limited.write(request, response);
        } else {
            chain.doFilter(request, response);
        }
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
