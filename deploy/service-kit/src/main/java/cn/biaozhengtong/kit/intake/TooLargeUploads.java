package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemDocuments;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/// What the container stops reading is refused with the reason, as what the intake refuses is.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class TooLargeUploads {
    @ExceptionHandler
    ResponseEntity<Object> tooLarge(MaxUploadSizeExceededException e) {
        return ProblemDocuments.response(
                IntakeProblem.file_too_large.exception(), LocaleContextHolder.getLocale());
    }
}
