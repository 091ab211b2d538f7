package cn.biaozhengtong.kit.device;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Whatever a phone changes needs its device's proof; what it only reads needs its token. There is
/// no list of dangerous operations that a new one could be missing from.
class ProofOfChanges implements HandlerInterceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final DeviceProofs proofs;

    ProofOfChanges(DeviceProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // An answer that was waited for comes by here a second time.
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && request.getUserPrincipal() instanceof JwtAuthenticationToken token
                && isPhone(token)) {
            boolean fresh = isFresh(method);
            if (fresh || !READING.contains(request.getMethod())) {
                proofs.judge(request, response, token.getToken(), fresh);
            }
        }
        return true;
    }

    private static boolean isPhone(JwtAuthenticationToken token) {
        return token.getAuthorities().stream()
                .anyMatch(it -> "AUD_bzt-phone".equals(it.getAuthority()));
    }

    static boolean isFresh(HandlerMethod method) {
        return method.hasMethodAnnotation(FreshProof.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), FreshProof.class);
    }
}
