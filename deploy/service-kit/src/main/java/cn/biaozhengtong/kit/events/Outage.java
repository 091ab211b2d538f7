package cn.biaozhengtong.kit.events;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells an outage, which is waited out, from a record that is refused, which is parked: a refusal
/// does not become an outage because it names a time to come again.
final class Outage {
    private Outage() {}

    static boolean isBehind(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return false;
            }
            if (isOutage(cause)) {
                return true;
            }
        }
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException;
    }

    private static boolean isRefusal(Throwable e) {
        return switch (e) {
            case FeignException answer -> answer.status() / 100 == 4;
            case ProblemException problem -> problem.problem().category().status() / 100 == 4;
            default -> false;
        };
    }

    private static boolean isOutage(Throwable e) {
        return switch (e) {
            case FeignException answer -> answer.status() <= 0 || answer.status() / 100 == 5;
            case ProblemException problem ->
                    problem.problem().category() == ProblemCategory.unavailable
                            || problem.problem().category() == ProblemCategory.provider_timeout;
            case TransientDataAccessException ignored -> true;
            case TransactionException ignored -> true;
            case DataAccessResourceFailureException ignored -> true;
            case CallNotPermittedException ignored -> true;
            case BulkheadFullException ignored -> true;
            default -> false;
        };
    }
}
