package cn.biaozhengtong.identity.message;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A stream goes on after the last id it showed, so no lower one may appear later.
@SpringBootTest
@RealServers
class MessagesTest {
    @Autowired private Messages messages;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final AccountId account = AccountId.random();

    @Test
    void ofTwoTransactions_theFirstToWrite_isTheFirstToBeSeen() throws Exception {
        insertAccount();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() ->
                        transactions.executeWithoutResult(status -> {
                            add("first");
                            written.countDown();
                            await(commit);
                        }));
        await(written);
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(
                        () -> transactions.executeWithoutResult(status -> add("second")));
        // Were the second written at once, it would be seen alone.
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(commit::countDown);
        List<Messages.Message> seen = messages.after(account, 0);
        while (seen.isEmpty()) {
            seen = messages.after(account, 0);
        }
        assertThat(seen.getFirst().title()).isEqualTo("first");
        CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);
        assertThat(messages.after(account, seen.getFirst().id())).isNotEmpty();
    }

    @Test
    void listeners_comeAndGo_withoutDisturbingEachOther() {
        AtomicInteger stays = new AtomicInteger();
        AtomicInteger goes = new AtomicInteger();
        try (Messages.Listening staying = messages.listen(account, stays::incrementAndGet)) {
            try (Messages.Listening going = messages.listen(account, goes::incrementAndGet)) {
                transactions.executeWithoutResult(status -> add("one"));
            }
            transactions.executeWithoutResult(status -> add("two"));
        }
        transactions.executeWithoutResult(status -> add("three"));
        assertThat(goes).hasValue(1);
        assertThat(stays).hasValue(2);
    }

    private void add(String title) {
        messages.add(account, MessageBox.certificates, title, "", "/");
    }

    private void insertAccount() {
        database.sql(
                        "INSERT INTO account (id, phone_sealed, phone_index, created_at, version) VALUES (?, '-', ?, NOW(6), 0)")
                .params(account.toString(), account.toString())
                .update();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
