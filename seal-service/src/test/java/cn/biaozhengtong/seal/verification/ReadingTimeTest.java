package cn.biaozhengtong.seal.verification;

import static cn.biaozhengtong.kit.test.Refusals.refused;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {
    private final AtomicLong now = new AtomicLong();
    private final ReadingTime time = new ReadingTime(now::get);

    private static long seconds(long n) {
        return TimeUnit.SECONDS.toNanos(n);
    }

    @Test
    void whoseDocumentsTakeLong_waits_andNobodyElseDoes() {
        time.mustHave("a");
        time.spent("a", seconds(20));
        time.mustHave("a");
        time.spent("a", seconds(13));
        refused(VerificationProblem.verified_too_much, () -> time.mustHave("a"));
        time.mustHave("b");
        now.addAndGet(seconds(17));
        refused(VerificationProblem.verified_too_much, () -> time.mustHave("a"));
        now.addAndGet(seconds(2));
        time.mustHave("a");
        time.spent("a", seconds(2));
        refused(VerificationProblem.verified_too_much, () -> time.mustHave("a"));
    }
}
