package cn.biaozhengtong.scansession.platform.web;

import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.EventStreams;
import cn.biaozhengtong.scansession.evidence.Evidence;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.sealing.HostedDocuments;
import cn.biaozhengtong.scansession.session.CancelSession;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.waiting.AwaitSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Sessions for tender platforms; a foreign platform's session looks absent.
@RestController
@RequestMapping("/rp/v1/sessions")
class RelyingPartySessionController {
    private static final Duration STREAM = Duration.ofMinutes(65);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final RelyingParties parties;
    private final OpenSession open;
    private final AwaitSession await;
    private final CancelSession cancel;
    private final IdempotencyKeys keys;
    private final SessionViews views;
    private final Evidence evidence;
    private final EventStreams streams;
    private final HostedDocuments documents;

    RelyingPartySessionController(
            RelyingParties parties,
            OpenSession open,
            AwaitSession await,
            CancelSession cancel,
            IdempotencyKeys keys,
            SessionViews views,
            Evidence evidence,
            EventStreams streams,
            HostedDocuments documents) {
        this.parties = parties;
        this.open = open;
        this.await = await;
        this.cancel = cancel;
        this.keys = keys;
        this.views = views;
        this.evidence = evidence;
        this.streams = streams;
        this.documents = documents;
    }

    /// @param sessionSecret Base64; stays on the platform's server
    /// @param viewToken for a page that shows this session's QR
    /// @param relyingPartyCertificateHash part of what is signed; empty without a certificate
    /// @param links `self`, `events`; for pages `qr` (SSE) and `qrSvg`; `link` for the same phone
    record SessionOpened(
            UUID sessionId,
            String sessionSecret,
            String viewToken,
            String qrBase,
            String serverRandom,
            String contentHash,
            String verificationCode,
            String platformCode,
            String platformName,
            String relyingPartyCertificateHash,
            Instant createdAt,
            Instant expiresAt,
            Map<String, String> links) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SessionOpened open(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SessionRequest request) {
        RelyingParties.RelyingParty party = parties.active(caller.id());
        OpenSession.Wish wish = request.wish();
        documents.mustBeOf(caller.id(), wish.content());
        OpenSession.Opened opened =
                keys.once(
                        "session:" + caller.id(),
                        key,
                        request,
                        OpenSession.Opened.class,
                        () -> open.open(party, wish));
        return new SessionOpened(
                opened.sessionId(),
                opened.sessionSecret(),
                opened.viewToken(),
                views.links().base(),
                opened.serverRandom(),
                opened.contentHash(),
                opened.verificationCode(),
                party.platformCode(),
                party.platformName(),
                party.certificateHash(),
                opened.createdAt(),
                opened.expiresAt(),
                views.linksOf(
                        new SessionId(opened.sessionId()),
                        opened.viewToken(),
                        wish.returnUrl() != null));
    }

    /// @param wait seconds to wait for news
    /// @param since the last version seen
    @GetMapping("/{id}")
    SessionViews.SessionView read(
            Caller caller,
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "0") @Min(0) @Max(60) int wait,
            @RequestParam(defaultValue = "-1") int since) {
        return views.of(
                await.await(caller.id(), id, wait == 0 ? -1 : since, Duration.ofSeconds(wait)));
    }

    /// SSE: `session` with the same as a read, its id the version, from the last seen on; ends with
    /// the session.
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            Caller caller,
            @PathVariable SessionId id,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "-1") int lastSeen) {
        await.await(caller.id(), id, -1, Duration.ZERO);
        String client = caller.id();
        SseEmitter emitter = streams.open(STREAM, it -> feed(it, client, id, lastSeen));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private void feed(SseEmitter emitter, String client, SessionId id, int lastSeen)
            throws IOException {
        int seen = lastSeen;
        boolean open = true;
        while (open) {
            ScanSession session = await.await(client, id, seen, HEARTBEAT);
            SessionViews.SessionView view = views.of(session);
            open = views.isOpen(session);
            if (view.version() > seen || !open) {
                seen = view.version();
                emitter.send(
                        SseEmitter.event()
                                .id(Integer.toString(seen))
                                .name("session")
                                .data(view, MediaType.APPLICATION_JSON));
            } else {
                emitter.send(SseEmitter.event().comment("heartbeat"));
            }
        }
    }

    /// The platform needs it no more; whoever has scanned it is told.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable SessionId id) {
        cancel.cancel(caller.id(), id);
    }

    /// What proves a completed session to others: a zip that crypto-core's command line verifies.
    @GetMapping(path = "/{id}/evidence", produces = "application/zip")
    ResponseEntity<byte[]> evidence(Caller caller, @PathVariable SessionId id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "attachment; filename=\"" + id + ".zip\"")
                .body(evidence.zip(caller.id(), id));
    }
}
