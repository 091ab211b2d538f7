package cn.biaozhengtong.kit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What transactions cost, and that they are transactions, on the real database.
@SpringBootTest(classes = KitApplication.class, properties = "spring.config.name=kit-test")
@RealServers
class LateTransactionsTest {
    @Autowired private DataSource source;
    @Autowired private JdbcClient database;
    @Autowired private PlatformTransactionManager manager;

    private TransactionTemplate writing;
    private TransactionTemplate reading;

    @BeforeEach
    void empty() {
        database.sql("DELETE FROM due_queue").update();
        writing = new TransactionTemplate(manager);
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
    }

    private void add(String id) {
        database.sql("INSERT INTO due_queue (id, due_at, attempts) VALUES (?, NOW(), 0)")
                .param(id)
                .update();
    }

    private long rows() {
        return database.sql("SELECT COUNT(*) FROM due_queue").query(Long.class).single();
    }

    /// Of this connection, what it asked the server so far, this question among it.
    private long asked() {
        return database.sql(
                        "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'")
                .query(Long.class)
                .single();
    }

    /// One connection alone, so that its questions can be counted.
    private long tripsOf(Runnable what) {
        HikariDataSource alone = new HikariDataSource();
        HikariDataSource pool = pool();
        alone.setJdbcUrl(pool.getJdbcUrl());
        alone.setUsername(pool.getUsername());
        alone.setPassword(pool.getPassword());
        alone.setTransactionIsolation(pool.getTransactionIsolation());
        alone.setMaximumPoolSize(1);
        JdbcClient kept = database;
        PlatformTransactionManager before = manager;
        LateTransactions late = new LateTransactions(alone);
        try (alone) {
            database = JdbcClient.create(late);
            manager = new org.springframework.jdbc.support.JdbcTransactionManager(late);
            empty();
            long from = asked();
            what.run();
            return asked() - from - 1;
        } finally {
            database = kept;
            manager = before;
        }
    }

    private HikariDataSource pool() {
        try {
            return source.unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void servicesConnections_areSuch() {
        assertThat(source).isInstanceOf(LateTransactions.class);
    }

    @Test
    void transaction_costsItsStatements_itsBeginAndItsCommit() {
        assertThat(
                        tripsOf(() ->
                                writing.executeWithoutResult(status -> {
                                    add("a");
                                    add("b");
                                })))
                .isEqualTo(4);
    }

    @Test
    void transactionWithoutStatement_costsNothing() {
        assertThat(tripsOf(() -> writing.executeWithoutResult(status -> {}))).isZero();
    }

    @Test
    void reading_costsItsStatements() {
        assertThat(
                        tripsOf(() ->
                                reading.executeWithoutResult(status -> {
                                    rows();
                                    rows();
                                })))
                .isEqualTo(2);
    }

    @Test
    void lockingWhereOneReads_isRefused() {
        assertThatThrownBy(() ->
                        reading.executeWithoutResult(status ->
                                database.sql("SELECT id FROM due_queue FOR UPDATE")
                                        .query(String.class)
                                        .list()))
                .isNotNull();
    }

    @Test
    void writingWhereOneReads_isRefused() {
        assertThatThrownBy(() -> reading.executeWithoutResult(status -> add("a"))).isNotNull();
        assertThat(rows()).isZero();
    }

    @Test
    void rollback_undoesAll() {
        assertThatThrownBy(() ->
                        writing.executeWithoutResult(status -> {
                            add("a");
                            add("b");
                            throw new IllegalStateException("not this");
                        }))
                .hasMessage("not this");
        assertThat(rows()).isZero();
    }

    @Test
    void others_seeNothingBeforeTheCommit() throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Thread writer =
                Thread.startVirtualThread(() ->
                        writing.executeWithoutResult(status -> {
                            add("a");
                            added.countDown();
                            await(looked);
                        }));
        await(added);
        assertThat(rows()).isZero();
        looked.countDown();
        writer.join();
        assertThat(rows()).isOne();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionGivenBackInTheMiddle_isRolledBack() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("INSERT INTO due_queue (id, due_at, attempts) VALUES ('a', NOW(), 0)");
        }
        assertThat(rows()).isZero();
    }

    @Test
    void lostInTheMiddle_isNoTransactionOfTheNext() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() ->
                            writing.executeWithoutResult(status -> {
                                add("a");
                                database.sql("KILL CONNECTION_ID()").update();
                            }))
                    .isNotNull();
        }
        writing.executeWithoutResult(status -> add("b"));
        assertThat(rows()).isOne();
    }

    @Test
    void switchingBack_commits() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("INSERT INTO due_queue (id, due_at, attempts) VALUES ('a', NOW(), 0)");
            connection.setAutoCommit(true);
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(rows()).isOne();
    }
}
