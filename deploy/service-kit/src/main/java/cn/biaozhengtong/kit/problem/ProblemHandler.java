package cn.biaozhengtong.kit.problem;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.kit.data.DatabaseOutage;
import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Every exception becomes a problem document; what is unknown becomes `internal` and is logged.
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> refusal(ProblemException e) {
        return ProblemDocuments.response(e, locale());
    }

    @ExceptionHandler
    ResponseEntity<Object> crypto(CryptoException e) {
        LOG.info("cryptographic check failed: {}", e.reason());
        return answer(RequestProblem.malformed, CryptoException.OUTWARD);
    }

    @ExceptionHandler({ConstraintViolationException.class, MultipartException.class})
    ResponseEntity<Object> violation(Exception e) {
        return answer(RequestProblem.malformed, "");
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    ResponseEntity<Object> denied(Exception e) {
        return answer(RequestProblem.forbidden, "");
    }

    @ExceptionHandler({
        OptimisticLockingFailureException.class,
        DataIntegrityViolationException.class
    })
    ResponseEntity<Object> changedMeanwhile(Exception e) {
        LOG.warn("conflict at the database: {}", e.getMessage());
        return answer(RequestProblem.changed_meanwhile, "");
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        TransientDataAccessException.class,
        PessimisticLockingFailureException.class,
        org.springframework.dao.DataAccessResourceFailureException.class,
        FeignException.class,
        CallNotPermittedException.class,
        BulkheadFullException.class,
        NoFallbackAvailableException.class,
        OAuth2AuthorizationException.class
    })
    ResponseEntity<Object> unavailable(Exception e) {
        Optional<ProblemException> refused = RemoteProblems.refusal(e);
        if (refused.isPresent()) {
            return refusal(refused.get());
        }
        if (DatabaseOutage.isRaised(e)) {
            LOG.error("refused by a trigger", e);
            return answer(RequestProblem.internal, "");
        }
        LOG.warn("unavailable: {}, since {}", e.toString(), rootOf(e).toString());
        return answer(RequestProblem.unavailable, "");
    }

    /// What an operator looks for: a breaker or a pool says only that something did not answer.
    private static Throwable rootOf(Throwable e) {
        Throwable root = NestedExceptionUtils.getRootCause(e);
        return root == null ? e : root;
    }

    @ExceptionHandler
    ResponseEntity<Object> unknown(Exception e) {
        // Not all of them have a type that says so.
        if (DatabaseOutage.isBehind(e)) {
            return unavailable(e);
        }
        LOG.error("unexpected failure", e);
        return answer(RequestProblem.internal, "");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail document = ProblemDocuments.document(RequestProblem.malformed, "", locale());
        List<Map<String, String>> errors =
                e.getBindingResult().getFieldErrors().stream()
                        .map(error ->
                                Map.of(
                                        "field",
                                        error.getField(),
                                        "message",
                                        String.valueOf(error.getDefaultMessage())))
                        .toList();
        document.setProperty("errors", errors);
        return ResponseEntity.badRequest().body(document);
    }

    /// Spring's own refusals: unreadable body, missing parameter, unknown path, wrong method.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (status.value() == 404) {
            return answer(RequestProblem.not_found, "");
        }
        if (status.value() == 405) {
            ResponseEntity<Object> answer = answer(RequestProblem.method_not_allowed, "");
            // Which methods there are.
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(headers)
                    .body(answer.getBody());
        }
        if (status.value() == 503) {
            return answer(RequestProblem.unavailable, "");
        }
        if (status.is4xxClientError()) {
            return answer(RequestProblem.malformed, "");
        }
        LOG.error("unexpected failure", e);
        return answer(RequestProblem.internal, "");
    }

    private static ResponseEntity<Object> answer(Problem problem, String detail) {
        return ProblemDocuments.response(new ProblemException(problem, detail), locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
