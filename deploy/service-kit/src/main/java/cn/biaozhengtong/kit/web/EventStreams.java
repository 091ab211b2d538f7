package cn.biaozhengtong.kit.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Streams of server-sent events, each fed by a virtual thread of its own. Whatever goes wrong ends
/// the stream in good order, as does the end of this process: who listened comes again, with the
/// last id he saw.
@Component
public class EventStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /// Sends until it has nothing more to say.
    public interface Feed {
        void into(SseEmitter emitter) throws IOException, InterruptedException;
    }

    public SseEmitter open(Duration longest, Feed feed) {
        SseEmitter emitter = new SseEmitter(longest.toMillis());
        open.add(emitter);
        Thread.startVirtualThread(() -> {
            try {
                feed.into(emitter);
            } catch (IOException | IllegalStateException e) {
                LOG.debug("who listened is gone", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("a stream ends: {}", e.toString());
            } finally {
                open.remove(emitter);
                emitter.complete();
            }
        });
        return emitter;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(SseEmitter::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server waits for its requests to end.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
