package cn.biaozhengtong.seal.filing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// The line to the sandbox, which a test cuts, or dies at; it remembers what went through.
final class Line implements SealRegistry {
    private final SealRegistry sandbox;
    final List<Request> heard = new CopyOnWriteArrayList<>();
    volatile boolean cut;
    volatile int deaths;

    private Line(SealRegistry sandbox) {
        this.sandbox = sandbox;
    }

    @TestConfiguration
    static class Lines {
        @Bean
        @Primary
        Line line(@Qualifier("sandboxSealRegistry") SealRegistry sandbox) {
            return new Line(sandbox);
        }
    }

    /// As a process ends: nothing of ours runs afterwards.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Answer tell(Request request) {
        if (cut) {
            throw new IllegalStateException("no route");
        }
        Answer answer = sandbox.tell(request);
        heard.add(request);
        if (deaths > 0) {
            deaths--;
            throw new Killed();
        }
        return answer;
    }
}
