package cn.biaozhengtong.seal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.seal.TestDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who meets whom in one process.
class LingeringWorkersTest {
    private static final String FILE = "document";

    private final Workers workers = new Workers(2, 256, 512);

    @AfterEach
    void end() {
        workers.close();
    }

    private static int pages(Worker worker) {
        try {
            worker.write(FILE, TestDocuments.pdf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return worker.ask(new Job.Open(FILE, DocumentFormat.pdf)).pages().size();
    }

    private long read(String whose) {
        try (Worker worker = workers.open(Workers.Purpose.platform, whose)) {
            assertThat(Files.exists(worker.given(FILE))).isFalse();
            assertThat(pages(worker)).isPositive();
            return worker.pid();
        }
    }

    @Test
    void documentsOfOne_areReadInOneProcess_withNothingLeftOfTheLast() {
        long first = read("a");
        assertThat(read("a")).isEqualTo(first);
        assertThat(read("a")).isEqualTo(first);
    }

    @Test
    void whoHasReadOthers_saysSo() {
        try (Worker worker = workers.open(Workers.Purpose.platform, "a")) {
            pages(worker);
            assertThat(worker.hasReadOthers()).isFalse();
        }
        try (Worker worker = workers.open(Workers.Purpose.platform, "a")) {
            assertThat(worker.hasReadOthers()).isTrue();
        }
    }

    @Test
    void documentsOfAnother_areReadInAnother() {
        assertThat(read("a")).isNotEqualTo(read("b"));
    }

    @Test
    void twoOfOneAtOnce_areReadInTwo() {
        try (Worker one = workers.open(Workers.Purpose.platform, "a");
                Worker two = workers.open(Workers.Purpose.platform, "a")) {
            assertThat(one.pid()).isNotEqualTo(two.pid());
        }
    }

    @Test
    void processThatRefusedADocument_readsNoOther() {
        long refusing;
        try (Worker worker = workers.open(Workers.Purpose.platform, "a")) {
            refusing = worker.pid();
            worker.write(FILE, "%PDF-1.7 and no more".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> worker.ask(new Job.Open(FILE, DocumentFormat.pdf)))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(read("a")).isNotEqualTo(refusing);
    }

    @Test
    void processToWhichNothingIsSent_ends() throws InterruptedException {
        long pid = read("a");
        assertThat(ends(pid)).isTrue();
        assertThat(read("a")).isNotEqualTo(pid);
    }

    /// Within what one lingers, and a little.
    private boolean ends(long pid) throws InterruptedException {
        for (int i = 0; i < 100 && isAlive(pid); i++) {
            Thread.sleep(100);
            workers.endLingering();
        }
        return !isAlive(pid);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void twoLinger_aThirdEnds() throws InterruptedException {
        long first = read("a");
        read("b");
        long third = read("c");
        for (int i = 0; i < 30 && isAlive(third); i++) {
            Thread.sleep(100);
        }
        assertThat(isAlive(third)).isFalse();
        assertThat(read("a")).isEqualTo(first);
    }

    @Test
    void noneReadsForEver() {
        long first = read("a");
        long last = first;
        int read = 1;
        for (; read < 100 && last == first; read++) {
            last = read("a");
        }
        assertThat(last).isNotEqualTo(first);
        assertThat(read).isEqualTo(65);
    }
}
