package cn.biaozhengtong.gateway.security;

import cn.biaozhengtong.gateway.limits.AccountLimit;
import cn.biaozhengtong.gateway.web.GatewayProblem;
import cn.biaozhengtong.kit.security.Firewall;
import cn.biaozhengtong.kit.security.IssuerKeys;
import cn.biaozhengtong.kit.security.RememberedTokens;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Refuses calls without a good token before they cost a service anything; every service checks
/// again itself.
@Configuration(proxyBeanMethods = false)
class GatewaySecurity {
    private static final String[] OPEN = {
        "/api/identity/v1/login/**",
        "/notify/v1/**",
        "/sandbox/v1/**",
        "/ocsp/**",
        "/crl/**",
        "/ca/**",
        "/tsa",
        "/log/**",
        "/readyz",
        "/actuator/**",
        "/metrics",
        "/s",
        "/s/**",
        "/verify",
        "/verify/**",
        "/rp/v1/verifications",
        "/docs",
        "/docs/**",
        "/openapi/*",
        "/swagger-ui/**",
        "/v3/api-docs/swagger-config",
        "/error"
    };

    @Bean
    SecurityFilterChain door(HttpSecurity http, AccountLimit accountLimit) throws Exception {
        http.authorizeHttpRequests(rules ->
                rules.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(
                                "/api/**", "/rp/v1/**", "/review/v1/**", "/operations/v1/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll());
        http.oauth2ResourceServer(server ->
                server.jwt(jwt -> {})
                        .authenticationEntryPoint((request, response, e) ->
                                GatewayProblem.unauthenticated.write(request, response)));
        http.exceptionHandling(handling ->
                handling.accessDeniedHandler((request, response, e) ->
                                GatewayProblem.not_found.write(request, response))
                        .authenticationEntryPoint((request, response, e) ->
                                entry(request.getServletPath()).write(request, response)));
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(csrf -> csrf.disable());
        http.addFilterAfter(accountLimit, BearerTokenAuthenticationFilter.class);
        return http.build();
    }

    @Bean
    static BeanPostProcessor rememberedTokens() {
        // Whose login ended, the services know.
        return RememberedTokens.beforeDecoders(jwt -> false);
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer issuerKeys(OAuth2ResourceServerProperties server) {
        return IssuerKeys.into(server);
    }

    @Bean
    HttpFirewall firewall() {
        return Firewall.strict();
    }

    /// What the firewall rejects (`..`, encoded slashes) does not exist either.
    @Bean
    RequestRejectedHandler rejectedPaths() {
        return (request, response, e) -> GatewayProblem.not_found.write(request, response);
    }

    /// Paths that are no routes do not exist, with or without a token.
    private static GatewayProblem entry(String path) {
        boolean route =
                path.startsWith("/api/")
                        || path.startsWith("/rp/")
                        || path.startsWith("/review/")
                        || path.startsWith("/operations/");
        return route ? GatewayProblem.unauthenticated : GatewayProblem.not_found;
    }
}
