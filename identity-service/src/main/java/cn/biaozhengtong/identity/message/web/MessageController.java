package cn.biaozhengtong.identity.message.web;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.security.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The inbox for phones, as a list and as a resumable stream of server-sent events.
@RestController
@RequestMapping("/api/identity/v1/messages")
class MessageController {
    private static final Duration STREAM = Duration.ofMinutes(10);
    private static final long HEARTBEAT_SECONDS = 10;

    private final Messages messages;

    MessageController(Messages messages) {
        this.messages = messages;
    }

    record Inbox(long unread, List<Messages.Message> messages) {}

    @GetMapping
    Inbox list(Caller caller, @RequestParam(required = false) @Nullable MessageBox box) {
        List<Messages.Message> all =
                messages.after(account(caller), 0).stream()
                        .filter(m -> box == null || m.box() == box)
                        .toList();
        return new Inbox(all.stream().filter(m -> !m.read()).count(), all);
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @PathVariable long id) {
        messages.markRead(account(caller), id);
    }

    /// One event per message; after a break the client names the last id it saw.
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") long lastSeen) {
        SseEmitter emitter = new SseEmitter(STREAM.toMillis());
        UUID account = account(caller);
        Thread.startVirtualThread(() -> pump(emitter, account, lastSeen));
        return emitter;
    }

    private void pump(SseEmitter emitter, UUID account, long lastSeen) {
        Semaphore news = new Semaphore(1);
        long last = lastSeen;
        long end = System.nanoTime() + STREAM.toNanos();
        try (AutoCloseable listening = messages.listen(account, news::release)) {
            while (System.nanoTime() < end) {
                boolean woken = news.tryAcquire(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                news.drainPermits();
                if (!woken) {
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                }
                for (Messages.Message message : messages.after(account, last)) {
                    emitter.send(
                            SseEmitter.event()
                                    .id(Long.toString(message.id()))
                                    .name("message")
                                    .data(message));
                    last = message.id();
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The phone went away; it comes back with the last id it saw.
            emitter.completeWithError(e);
        } catch (Exception e) {
            emitter.completeWithError(e);
        }
    }

    private static UUID account(Caller caller) {
        return caller.accountId();
    }
}
