package cn.biaozhengtong.kit.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Work that waits in rows, on the real database.
@SpringBootTest(classes = KitApplication.class, properties = "spring.config.name=kit-test")
@RealServers
class DueTest {
    private static final Pauses PAUSES = new Pauses(Duration.ofMinutes(1), Duration.ofHours(1));

    @Autowired private DueWork work;
    @Autowired private JdbcClient database;
    @Autowired private Clock clock;

    @BeforeEach
    void nothingWaits() {
        database.sql("DELETE FROM due_queue").update();
        database.sql("DELETE FROM due_row").update();
    }

    private Due queue() {
        return work.in(Due.Rows.queue("due_queue", "id", "due_at"), PAUSES, 2);
    }

    private Due rows() {
        return work.in(new Due.Rows("due_row", "id", "next_at", "state = 'open'"), PAUSES, 2);
    }

    private void queued(String id) {
        database.sql("INSERT INTO due_queue (id, due_at, attempts) VALUES (?, ?, 0)")
                .params(id, Timestamp.from(clock.instant().minusSeconds(1)))
                .update();
    }

    private void open(String id) {
        database.sql("INSERT INTO due_row (id, next_at, attempts, state) VALUES (?, ?, 0, 'open')")
                .params(id, Timestamp.from(clock.instant().minusSeconds(1)))
                .update();
    }

    private void timePasses() {
        database.sql("UPDATE due_queue SET due_at = due_at - INTERVAL 2 HOUR").update();
    }

    private static List<String> attempted(Due due) {
        List<String> out = new ArrayList<>();
        due.each(it -> {
            synchronized (out) {
                out.add(it.key() + " " + it.number());
            }
        });
        return out;
    }

    @Test
    void queue_whatIsDone_isGone() {
        queued("a");
        assertThat(attempted(queue())).containsExactly("a 0");
        assertThat(attempted(queue())).isEmpty();
        assertThat(database.sql("SELECT COUNT(*) FROM due_queue").query(Integer.class).single())
                .isZero();
    }

    @Test
    void whatFails_waitsItsPause_andKeepsNoOtherFromItsTurn() {
        queued("bad");
        Instant before = clock.instant();
        Due due = queue();
        due.each(it -> {
            throw new IllegalStateException("not now");
        });
        queued("good");
        assertThat(attempted(queue())).containsExactly("good 0");
        Timestamp next =
                database.sql("SELECT due_at FROM due_queue WHERE id = 'bad'")
                        .query(Timestamp.class)
                        .single();
        assertThat(next.toInstant())
                .isBetween(before.plusSeconds(59), clock.instant().plusSeconds(61));
        timePasses();
        assertThat(attempted(queue())).containsExactly("bad 1");
    }

    @Test
    void rowThatStillWaits_isAttemptedAgain_later_oneThatDoesNot_never() {
        open("asked");
        open("ended");
        rows().each(it ->
                database.sql("UPDATE due_row SET state = 'done' WHERE id = ? AND id = 'ended'")
                        .param(it.key())
                        .update());
        assertThat(attempted(rows())).isEmpty();
        database.sql("UPDATE due_row SET next_at = next_at - INTERVAL 2 HOUR").update();
        assertThat(attempted(rows())).containsExactly("asked 1");
    }

    @Test
    void twoReplicas_doEachOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            queued("n" + i);
        }
        ConcurrentMap<String, Integer> done = new ConcurrentHashMap<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Due due = queue();
                both.add(
                        replicas.submit(
                                () -> due.each(it -> done.merge(it.key(), 1, Integer::sum))));
            }
            for (Future<?> it : both) {
                it.get();
            }
        }
        assertThat(done).hasSize(200).allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void pauses_double_upToTheLongest() {
        assertThat(List.of(PAUSES.after(0), PAUSES.after(1), PAUSES.after(5), PAUSES.after(99)))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(32),
                        Duration.ofHours(1));
    }
}
