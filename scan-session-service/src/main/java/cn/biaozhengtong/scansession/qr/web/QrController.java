package cn.biaozhengtong.scansession.qr.web;

import cn.biaozhengtong.kit.web.EventStreams;
import cn.biaozhengtong.scansession.qr.QrPicture;
import cn.biaozhengtong.scansession.qr.SessionLinks;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.waiting.AwaitSession;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A session's QR for the platform's own page, and for a bid tool on a bidder's PC: the view token
/// shows this picture and nothing else.
@RestController
class QrController {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STREAM = Duration.ofMinutes(61);
    private static final String ANYBODY = "*";

    private final SessionLinks links;
    private final AwaitSession await;
    private final EventStreams streams;
    private final String component;

    QrController(SessionLinks links, AwaitSession await, EventStreams streams) throws IOException {
        this.links = links;
        this.await = await;
        this.streams = streams;
        try (InputStream in = QrController.class.getResourceAsStream("/web/bzt-qr.js")) {
            if (in == null) {
                throw new IllegalStateException("bzt-qr.js is missing");
            }
            component = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The web component `<bzt-qr src="/s/v1/{id}/qr?view=…">`.
    @GetMapping("/s/bzt-qr.js")
    ResponseEntity<String> component() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .header("Access-Control-Allow-Origin", ANYBODY)
                .body(component);
    }

    /// The QR of this second as SVG.
    @GetMapping("/s/v1/{id}/qr.svg")
    ResponseEntity<String> picture(
            @PathVariable SessionId id, @RequestParam @Size(min = 1, max = 40) String view) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .cacheControl(CacheControl.noStore())
                .header("Access-Control-Allow-Origin", ANYBODY)
                .body(QrPicture.svg(links.qr(links.viewed(id, view))));
    }

    /// SSE: `qr` with an SVG every second while a scan is awaited, `state` when that changes.
    @GetMapping(path = "/s/v1/{id}/qr", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @PathVariable SessionId id, @RequestParam @Size(min = 1, max = 40) String view) {
        ScanSession session = links.viewed(id, view);
        SseEmitter emitter = streams.open(STREAM, it -> feed(it, session));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Access-Control-Allow-Origin", ANYBODY)
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    private void feed(SseEmitter emitter, ScanSession session) throws IOException {
        AtomicReference<String> told = new AtomicReference<>("");
        await.follow(
                session,
                SECOND,
                state -> {
                    if (!state.equals(told.getAndSet(state))) {
                        emitter.send(SseEmitter.event().name("state").data(state));
                    }
                    boolean awaited = state.equals(SessionState.awaiting_scan.name());
                    if (awaited) {
                        emitter.send(
                                SseEmitter.event()
                                        .name("qr")
                                        .data(QrPicture.svg(links.qr(session))));
                    }
                    return awaited;
                });
    }
}
