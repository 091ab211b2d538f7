package cn.biaozhengtong.kit.events;

import cn.biaozhengtong.kit.data.DatabaseOutage;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

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
        return DatabaseOutage.isBehind(e)
                || NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException;
    }

    /// Whether somebody answered that the record is wrong.
    static boolean isRefused(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the record itself cannot be understood: no second attempt reads it any better.
    static boolean isUnreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableEvent) {
                return true;
            }
        }
        return false;
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
            // Our own token, which Keycloak does not give.
            case OAuth2AuthorizationException ignored -> true;
            case CallNotPermittedException ignored -> true;
            case BulkheadFullException ignored -> true;
            default -> false;
        };
    }
}
