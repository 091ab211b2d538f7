package cn.biaozhengtong.gateway.web;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// A service that is down or slow becomes a 503 or 504 that says to come back.
@RestControllerAdvice
class UpstreamFailures {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamFailures.class);

    @ExceptionHandler
    ResponseEntity<String> unreachable(ResourceAccessException e, HttpServletRequest request) {
        LOG.warn("upstream of {}: {}", request.getRequestURI(), e.getMessage());
        boolean slow =
                e.getCause() instanceof SocketTimeoutException
                        && !(e.getCause() instanceof ConnectTimeoutException);
        return answer(slow ? GatewayProblem.timeout : GatewayProblem.unavailable, request);
    }

    @ExceptionHandler
    ResponseEntity<String> refused(BodyRefused e, HttpServletRequest request) {
        return answer(e.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<String> broken(java.io.IOException e, HttpServletRequest request) {
        LOG.warn("upstream of {}: {}", request.getRequestURI(), e.toString());
        return answer(GatewayProblem.unavailable, request);
    }

    /// No word in the log: there would be thousands, when it has most to do.
    @ExceptionHandler
    ResponseEntity<String> busy(BulkheadFullException e, HttpServletRequest request) {
        return answer(GatewayProblem.busy, request);
    }

    @ExceptionHandler
    ResponseEntity<String> unknown(NoResourceFoundException e, HttpServletRequest request) {
        return answer(GatewayProblem.not_found, request);
    }

    /// Of the gateway's own pages: what is routed, its service judges.
    @ExceptionHandler
    ResponseEntity<String> method(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        ResponseEntity<String> answer = answer(GatewayProblem.method_not_allowed, request);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(e.getHeaders())
                .body(answer.getBody());
    }

    private static ResponseEntity<String> answer(
            GatewayProblem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status())
                        .contentType(
                                MediaType.parseMediaType("application/problem+json;charset=UTF-8"));
        if (problem.asksToWait()) {
            answer.header("Retry-After", "1");
        }
        return answer.body(problem.document(request));
    }
}
