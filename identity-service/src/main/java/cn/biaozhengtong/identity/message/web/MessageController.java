package cn.biaozhengtong.identity.message.web;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.security.EndedLogins;
import cn.biaozhengtong.kit.web.EventStreams;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
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
    private static final long HEARTBEAT_SECONDS = 5;

    private final Messages messages;
    private final EventStreams streams;
    private final EndedLogins logins;

    MessageController(Messages messages, EventStreams streams, EndedLogins logins) {
        this.messages = messages;
        this.streams = streams;
        this.logins = logins;
    }

    /// @param unread in all boxes, or in the one that was asked for
    record Inbox(long unread, Map<MessageBox, Long> unreadByBox, List<Messages.Message> messages) {}

    /// The oldest hundred of all boxes, or a page of one, newest first.
    ///
    /// @param before id of the last message of the page before
    @GetMapping
    Inbox list(
            Caller caller,
            @RequestParam(required = false) @Nullable MessageBox box,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int size) {
        AccountId account = account(caller);
        Map<MessageBox, Long> unread = messages.unread(account);
        if (box == null) {
            long all = unread.values().stream().mapToLong(it -> it).sum();
            return new Inbox(all, unread, messages.after(account, 0));
        }
        return new Inbox(
                unread.getOrDefault(box, 0L),
                unread,
                messages.page(account, box, before == null ? Long.MAX_VALUE : before, size));
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @PathVariable long id) {
        mustBeThere(messages.markRead(account(caller), id));
    }

    /// All of a box (全部已读).
    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Caller caller, @RequestParam MessageBox box) {
        messages.markAllRead(account(caller), box);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable long id) {
        mustBeThere(messages.delete(account(caller), id));
    }

    private static void mustBeThere(boolean there) {
        if (!there) {
            throw RequestProblem.not_found.exception();
        }
    }

    /// One event per message; after a break the client names the last id it saw.
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") long lastSeen) {
        return streams.open(STREAM, emitter -> feed(emitter, caller, lastSeen));
    }

    /// A login that ends takes its streams with it.
    private void feed(SseEmitter emitter, Caller caller, long lastSeen)
            throws IOException, InterruptedException {
        AccountId account = account(caller);
        Semaphore news = new Semaphore(1);
        long last = lastSeen;
        long end = System.nanoTime() + STREAM.toNanos();
        try (Messages.Listening listening = messages.listen(account, news::release)) {
            while (System.nanoTime() < end) {
                boolean woken = news.tryAcquire(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                news.drainPermits();
                if (logins.isEnded(caller.id(), caller.login())) {
                    return;
                }
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
        }
    }

    private static AccountId account(Caller caller) {
        return caller.account();
    }
}
