package cn.biaozhengtong.kit.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands the proved [DeviceKey] to controllers; one that is `@Nullable` is null without a proof.
class DeviceKeyArgument implements HandlerMethodArgumentResolver {
    private final DeviceProofs proofs;

    DeviceKeyArgument(DeviceProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == DeviceKey.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory)
            throws IOException {
        if (parameter.isOptional() && request.getHeader(DeviceProofs.HEADER) == null) {
            return null;
        }
        return proofs.judge(
                Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)),
                null,
                false);
    }
}
