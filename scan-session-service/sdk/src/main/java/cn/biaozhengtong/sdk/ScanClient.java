package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// The client of a tender platform's server: opens sessions, waits for them, verifies them. Safe
/// for many threads.
///
/// Every call has an asynchronous form; the blocking ones wait for it. What may pass (no answer,
/// 429, 503) is tried again under one idempotency key.
public final class ScanClient {
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Settings settings;
    private final ServiceCalls calls;
    private final Clock clock;

    /// @param baseUrl of the suite's gateway
    /// @param tokenUrl of the OAuth2 token endpoint
    /// @param root the CA's root, pinned
    /// @param sslContext with the client's certificate, for [ClientCredential#mutualTls]
    public record Settings(
            URI baseUrl,
            URI tokenUrl,
            String clientId,
            ClientCredential credential,
            Certificate root,
            Optional<SSLContext> sslContext) {
        public Settings(
                URI baseUrl,
                URI tokenUrl,
                String clientId,
                ClientCredential credential,
                Certificate root) {
            this(baseUrl, tokenUrl, clientId, credential, root, Optional.empty());
        }
    }

    public ScanClient(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    public ScanClient(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.calls = new ServiceCalls(settings, clock);
    }

    /// Opens a session; a fresh challenge is made here, and retries are safe.
    ///
    /// @throws ScanException with the problem's type when it is refused
    public OpenSession open(SessionRequest request) {
        return join(openAsync(request));
    }

    public CompletableFuture<OpenSession> openAsync(SessionRequest request) {
        String challenge = HexFormat.of().formatHex(SecretBytes.random(32).expose());
        return calls.postAsync("/rp/v1/sessions", request.body(challenge))
                .thenApply(answer -> opened(request, challenge, answer));
    }

    private OpenSession opened(
            SessionRequest request, String challenge, Map<String, Object> answer) {
        Map<String, Object> links = Json.object(answer.get("links"));
        OpenSession.Shown shown =
                new OpenSession.Shown(
                        challenge,
                        Json.text(answer, "serverRandom"),
                        request.content().hash(),
                        Json.text(answer, "verificationCode"),
                        Json.text(answer, "platformCode"),
                        Json.text(answer, "platformName"),
                        Json.text(answer, "relyingPartyCertificateHash"),
                        new OpenSession.Pages(
                                Json.text(answer, "qrBase"),
                                Json.text(links, "qr"),
                                Json.text(links, "link")),
                        Instant.parse(Json.text(answer, "createdAt")),
                        clock.instant(),
                        Instant.parse(Json.text(answer, "expiresAt")));
        return new OpenSession(
                request,
                Json.text(answer, "sessionId"),
                Base64.getDecoder().decode(Json.text(answer, "sessionSecret")),
                shown);
    }

    /// The session when it has changed since that version, or after half a minute as it is.
    public SessionStatus next(String sessionId, int sinceVersion) {
        return join(nextAsync(sessionId, sinceVersion));
    }

    public CompletableFuture<SessionStatus> nextAsync(String sessionId, int sinceVersion) {
        return calls.getAsync(
                        "/rp/v1/sessions/%s?wait=%d&since=%d"
                                .formatted(sessionId, POLL.toSeconds(), sinceVersion),
                        POLL)
                .thenApply(SessionStatus::of);
    }

    /// Waits until the session is over; calls that fail in between are tried again.
    public SessionStatus awaitEnd(OpenSession session) {
        return join(awaitEndAsync(session));
    }

    /// The same, telling of every change on the way, such as that the code was scanned: a page says
    /// so, and its user looks at his phone.
    public SessionStatus awaitEnd(OpenSession session, Consumer<SessionStatus> onTheWay) {
        return join(awaitEndAsync(session, onTheWay));
    }

    /// The same without a thread that waits.
    public CompletableFuture<SessionStatus> awaitEndAsync(OpenSession session) {
        return awaitEndAsync(session, ignored -> {});
    }

    public CompletableFuture<SessionStatus> awaitEndAsync(
            OpenSession session, Consumer<SessionStatus> onTheWay) {
        return awaitEnd(session, -1, onTheWay);
    }

    /// The same by one stream (SSE) instead of a poll after the other: every change is told in the
    /// moment in which it happens, and a stream that breaks goes on where it was. Cancel what comes
    /// back to hear no more.
    ///
    /// @param onTheWay called by the thread that reads the stream: it should return soon
    public CompletableFuture<SessionStatus> follow(
            OpenSession session, Consumer<SessionStatus> onTheWay) {
        CompletableFuture<SessionStatus> end = new CompletableFuture<>();
        EventStream stream =
                EventStream.open(
                        calls,
                        new EventStream.Wish(
                                "/rp/v1/sessions/" + session.id() + "/events",
                                session.expiresAt().plus(GRACE),
                                data -> {
                                    SessionStatus status = SessionStatus.of(data);
                                    if (status.isOpen()) {
                                        onTheWay.accept(status);
                                    } else {
                                        end.complete(status);
                                    }
                                    return status.isOpen();
                                }));
        stream.ended()
                .whenComplete((ignored, failure) -> {
                    if (failure != null) {
                        end.completeExceptionally(cause(failure));
                    }
                });
        // Who cancels what he was given wants to hear no more.
        end.whenComplete((status, failure) -> stream.close());
        return end;
    }

    private CompletableFuture<SessionStatus> awaitEnd(
            OpenSession session, int version, Consumer<SessionStatus> onTheWay) {
        return nextAsync(session.id(), version)
                .handle((status, failure) -> {
                    if (failure == null) {
                        if (!status.isOpen()) {
                            return CompletableFuture.completedFuture(status);
                        }
                        if (status.version() > version) {
                            onTheWay.accept(status);
                        }
                        return awaitEnd(session, status.version(), onTheWay);
                    }
                    boolean over =
                            !(cause(failure) instanceof ScanException e && e.isPassing())
                                    || clock.instant().isAfter(session.expiresAt().plus(GRACE));
                    return over
                            ? CompletableFuture.<SessionStatus>failedFuture(cause(failure))
                            : later().thenCompose(ignored -> awaitEnd(session, version, onTheWay));
                })
                .thenCompose(it -> it);
    }

    private static CompletableFuture<Void> later() {
        Executor soon = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, soon);
    }

    /// Waits for the end and verifies it.
    ///
    /// @return empty when the user refused or let it pass
    /// @throws cn.biaozhengtong.crypto.CryptoException when what came back is not to be believed
    public Optional<VerifiedParty> awaitVerified(OpenSession session) {
        SessionStatus status = awaitEnd(session);
        return status.isCompleted()
                ? Optional.of(verifier().verify(session, status.result()))
                : Optional.empty();
    }

    /// Takes a session back, such as when its page was closed.
    public void cancel(OpenSession session) {
        calls.delete("/rp/v1/sessions/" + session.id());
    }

    /// Everything that proves a completed session, for whoever verifies it years later with
    /// crypto-core's command line: a zip.
    public byte[] evidence(String sessionId) {
        return calls.download("/rp/v1/sessions/" + sessionId + "/evidence");
    }

    /// Verifies with the pinned root, the issuing CA's certificate and the root's list.
    public ResultVerifier verifier() {
        Certificate issuing = Certificate.parse(calls.fetch("/ca/issuing.cer", null));
        Crl list = Crl.parse(calls.fetch("/crl/root.crl", null));
        return new ResultVerifier(settings.root(), List.of(issuing), list);
    }

    /// Documents to be sealed: uploaded before a session, fetched after it.
    public Documents documents() {
        return new Documents(calls);
    }

    /// Documents that are sealed where they are, by a bid tool; needs the artifact `stamping`.
    ///
    /// @param folder for files under way; its own
    public LocalSeals localSeals(Path folder) {
        Certificate issuing = Certificate.parse(calls.fetch("/ca/issuing.cer", null));
        return new LocalSeals(
                this,
                calls,
                ChainVerifier.trusting(settings.root()).knowing(List.of(issuing)),
                folder);
    }

    /// Bindings, webhooks, openings and the rest of what a platform manages.
    public PlatformDesk desk() {
        return new PlatformDesk(calls, settings.root());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    static <T> T join(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (cause(e) instanceof ScanException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
