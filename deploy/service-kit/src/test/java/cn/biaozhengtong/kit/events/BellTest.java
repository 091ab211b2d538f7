package cn.biaozhengtong.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class BellTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Bell bell = new Bell();
    private final TransactionTemplate transactions = new TransactionTemplate(new InMemory());

    /// As Spring's, of nothing.
    private static final class InMemory extends AbstractPlatformTransactionManager {
        @Override
        protected Object doGetTransaction() {
            return "one";
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    private CompletableFuture<Boolean> heard(Duration most) {
        CompletableFuture<Boolean> out = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            long begin = System.nanoTime();
            bell.await(most);
            out.complete(System.nanoTime() - begin < most.toNanos());
        });
        return out;
    }

    @Test
    void rungOutsideATransaction_isHeardAtOnce_alsoBeforeSomebodyListens() throws Exception {
        bell.ring();
        bell.ring();
        assertThat(heard(LONG).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard(SHORT).get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void rungInATransaction_isHeardWhenThatIsCommitted() throws Exception {
        CompletableFuture<Boolean> heard = heard(LONG);
        transactions.executeWithoutResult(status -> {
            bell.ring();
            assertThat(heard).isNotDone();
        });
        assertThat(heard.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void rungInWhatIsRolledBack_isNotHeard() throws Exception {
        transactions.executeWithoutResult(status -> {
            bell.ring();
            status.setRollbackOnly();
        });
        assertThat(heard(SHORT).get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void interrupted_saysThatNothingIsToBeDone() {
        Thread.currentThread().interrupt();
        assertThat(bell.await(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        bell.ring();
        assertThat(bell.await(LONG)).isTrue();
    }
}
