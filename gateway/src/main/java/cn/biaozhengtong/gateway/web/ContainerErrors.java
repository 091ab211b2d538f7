package cn.biaozhengtong.gateway.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/// What the servlet container hands over at `/error` is a problem document too. Whoever asks for
/// `/error` himself finds nothing there.
@Component("/error")
class ContainerErrors implements ErrorController, HttpRequestHandler {
    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problem(request).write(request, response);
    }

    private static GatewayProblem problem(HttpServletRequest request) {
        boolean handedOver = request.getDispatcherType() == DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (!handedOver || !(status instanceof Integer code)) {
            return GatewayProblem.not_found;
        }
        return switch (code) {
            case 401 -> GatewayProblem.unauthenticated;
            case 403 -> GatewayProblem.forbidden;
            case 405 -> GatewayProblem.method_not_allowed;
            case 408 -> GatewayProblem.too_slow;
            case 413 -> GatewayProblem.too_large;
            default -> code < 500 ? GatewayProblem.not_found : GatewayProblem.unavailable;
        };
    }
}
