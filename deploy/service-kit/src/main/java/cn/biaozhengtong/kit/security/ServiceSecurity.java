package cn.biaozhengtong.kit.security;

import cn.biaozhengtong.kit.problem.ProblemDocuments;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// One rule per audience: phones, operators, relying parties, our own services; all else denied.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
@Import(ServiceTokens.class)
public class ServiceSecurity {
    private static final String VERIFIED = "ROLE_verified_user";

    /// Actuator is at the management port; here it is as absent as what nobody made.
    private static final String[] OPEN = {
        "/readyz", "/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**", "/metrics", "/error"
    };

    @Bean
    SecurityFilterChain services(
            HttpSecurity http, SecurityProperties paths, ProblemDocuments problems)
            throws Exception {
        http.authorizeHttpRequests(rules -> {
            rules.requestMatchers(OPEN).permitAll();
            paths.open().forEach(path -> rules.requestMatchers(path).permitAll());
            paths.unverified()
                    .forEach(path -> rules.requestMatchers(path).hasAuthority("AUD_bzt-phone"));
            rules.requestMatchers("/internal/**").hasAuthority("AUD_bzt-internal");
            rules.requestMatchers("/rp/**").hasAuthority("AUD_bzt-rp");
            rules.requestMatchers("/review/**", "/operations/**")
                    .hasAuthority("AUD_bzt-operations");
            rules.requestMatchers("/api/**")
                    .access(
                            AuthorizationManagers.allOf(
                                    AuthorityAuthorizationManager.hasAuthority("AUD_bzt-phone"),
                                    AuthorityAuthorizationManager.hasAuthority(VERIFIED)));
            rules.anyRequest().denyAll();
        });
        http.oauth2ResourceServer(server ->
                server.jwt(jwt -> jwt.jwtAuthenticationConverter(authorities()))
                        .authenticationEntryPoint((request, response, e) ->
                                problems.write(
                                        response,
                                        RequestProblem.unauthenticated,
                                        request.getLocale())));
        http.exceptionHandling(handling -> handling.accessDeniedHandler(denied(problems)));
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // No cookies carry authority here, so there is nothing for CSRF to ride on.
        http.csrf(csrf -> csrf.disable());
        return http.build();
    }

    @Bean
    HttpFirewall firewall() {
        return Firewall.strict();
    }

    /// A path that the firewall rejects does not exist.
    @Bean
    RequestRejectedHandler rejectedPaths(ProblemDocuments problems) {
        return (request, response, e) ->
                problems.write(response, RequestProblem.not_found, request.getLocale());
    }

    @Bean
    static EndedLogins endedLogins() {
        return new EndedLogins();
    }

    @Bean
    LoginEvents loginEvents(EndedLogins logins, JsonMapper json, Clock clock) {
        return new LoginEvents(logins, json, clock);
    }

    @Bean
    static BeanPostProcessor rememberedTokens(ObjectProvider<EndedLogins> logins) {
        return RememberedTokens.beforeDecoders(jwt -> logins.getObject().isEnded(jwt));
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer issuerKeys(OAuth2ResourceServerProperties server) {
        return IssuerKeys.into(server);
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }

    private static AccessDeniedHandler denied(ProblemDocuments problems) {
        return (request, response, e) -> {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            boolean unverified =
                    who != null
                            && request.getServletPath().startsWith("/api/")
                            && holds(who, "AUD_bzt-phone")
                            && !holds(who, VERIFIED);
            problems.write(
                    response,
                    unverified ? RequestProblem.unverified : RequestProblem.forbidden,
                    request.getLocale());
        };
    }

    private static boolean holds(Authentication who, String authority) {
        return who.getAuthorities().stream().anyMatch(a -> authority.equals(a.getAuthority()));
    }

    private static JwtAuthenticationConverter authorities() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(ServiceSecurity::authoritiesOf);
        return converter;
    }

    private static Collection<GrantedAuthority> authoritiesOf(Jwt jwt) {
        Stream<String> roles =
                jwt.getClaim("realm_access") instanceof Map<?, ?> access
                                && access.get("roles") instanceof Collection<?> names
                        ? names.stream().map(name -> "ROLE_" + name)
                        : Stream.of();
        List<String> audiences = jwt.getAudience() == null ? List.of() : jwt.getAudience();
        Set<String> ours = Set.of("bzt-phone", "bzt-operations", "bzt-rp", "bzt-internal");
        return Stream.concat(
                        roles, audiences.stream().filter(ours::contains).map(name -> "AUD_" + name))
                .map(name -> (GrantedAuthority) new SimpleGrantedAuthority(name))
                .toList();
    }
}
