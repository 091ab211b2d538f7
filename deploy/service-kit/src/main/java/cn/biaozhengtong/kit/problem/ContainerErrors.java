package cn.biaozhengtong.kit.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/// What the servlet container hands over at `/error`, because a filter failed or said `sendError`,
/// is a problem document too. Whoever asks for `/error` himself finds nothing there.
@Component("/error")
class ContainerErrors implements ErrorController, HttpRequestHandler {
    private final ProblemDocuments problems;

    ContainerErrors(ProblemDocuments problems) {
        this.problems = problems;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(response, problem(request), request.getLocale());
    }

    private static Problem problem(HttpServletRequest request) {
        boolean handedOver = request.getDispatcherType() == DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (!handedOver || !(status instanceof Integer code)) {
            return RequestProblem.not_found;
        }
        // The keys of the token issuer were not to be had: that says nothing of the token.
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                instanceof AuthenticationServiceException) {
            return RequestProblem.unavailable;
        }
        return switch (code) {
            case 401 -> RequestProblem.unauthenticated;
            case 403 -> RequestProblem.forbidden;
            case 404 -> RequestProblem.not_found;
            case 405 -> RequestProblem.method_not_allowed;
            case 503 -> RequestProblem.unavailable;
            default -> code < 500 ? RequestProblem.malformed : RequestProblem.internal;
        };
    }
}
