package cn.biaozhengtong.kit.security;

import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands the [Caller] to controllers.
class CallerArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        Principal principal = request.getUserPrincipal();
        if (!(principal instanceof JwtAuthenticationToken token)) {
            throw new AccessDeniedException("no token");
        }
        var jwt = token.getToken();
        String id = jwt.getClaimAsString("account");
        String device = jwt.getClaimAsString("device");
        String client = jwt.getClaimAsString("azp");
        Set<String> roles =
                token.getAuthorities().stream()
                        .map(authority -> String.valueOf(authority.getAuthority()))
                        .filter(name -> name.startsWith("ROLE_"))
                        .map(name -> name.substring("ROLE_".length()))
                        .collect(Collectors.toUnmodifiableSet());
        String who = id == null ? client : id;
        if (who == null) {
            throw new AccessDeniedException("the token names nobody");
        }
        return new Caller(who, orEmpty(device), orEmpty(jwt.getClaimAsString("sid")), roles);
    }

    private static String orEmpty(@Nullable String claim) {
        return claim == null ? "" : claim;
    }
}
