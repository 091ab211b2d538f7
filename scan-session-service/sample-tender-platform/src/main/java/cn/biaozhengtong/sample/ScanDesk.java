package cn.biaozhengtong.sample;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.SessionStatus;
import cn.biaozhengtong.sdk.VerifiedParty;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The sessions this platform opened: their QR pictures, and what was verified of them.
final class ScanDesk {
    private static final int PIXELS = 360;

    private final ScanClient client;
    private final Accounts accounts;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Function<VerifiedParty, String>> actions = new ConcurrentHashMap<>();

    ScanDesk(ScanClient client, Accounts accounts) {
        this.client = client;
        this.accounts = accounts;
    }

    /// @param state as last heard
    /// @param heardBy `poll` or `webhook`, or both; empty before
    /// @param problem why a completed session was not believed
    record Entry(
            OpenSession session,
            String state,
            String heardBy,
            Optional<VerifiedParty> party,
            String problem) {
        Entry heard(String how, String newState, Optional<VerifiedParty> who, String why) {
            String by = heardBy.contains(how) ? heardBy : (heardBy + " " + how).strip();
            return new Entry(session, newState, by, who, problem.isEmpty() ? why : problem);
        }

        /// On the way; of no interest once the end was heard.
        Entry seen(String newState) {
            return heardBy.isEmpty() ? new Entry(session, newState, "", party, problem) : this;
        }
    }

    ScanClient client() {
        return client;
    }

    OpenSession open(SessionRequest request) {
        return open(request, party -> "");
    }

    /// @param then with who was verified; what it gives back is why that was not good, or empty
    OpenSession open(SessionRequest request, Function<VerifiedParty, String> then) {
        OpenSession session = client.open(request);
        actions.put(session.id(), then);
        entries.put(session.id(), new Entry(session, "awaiting_scan", "", Optional.empty(), ""));
        Thread waiter = new Thread(() -> poll(session), "poll-" + session.id());
        waiter.setDaemon(true);
        waiter.start();
        return session;
    }

    Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /// The QR of this second as PNG.
    byte[] picture(OpenSession session) {
        try {
            var matrix =
                    new QRCodeWriter()
                            .encode(
                                    session.qr(clock),
                                    BarcodeFormat.QR_CODE,
                                    PIXELS,
                                    PIXELS,
                                    Map.of(
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.M));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            MatrixToImageWriter.writeToStream(matrix, "PNG", out);
            return out.toByteArray();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a webhook or the poll said; believed only after verification.
    void heard(String how, String sessionId, SessionStatus status) {
        Entry known = entries.get(sessionId);
        if (known == null) {
            return;
        }
        if (!status.isCompleted()) {
            update(sessionId, how, status.state(), Optional.empty(), status.error());
            return;
        }
        try {
            VerifiedParty party = client.verifier().verify(known.session(), status.result());
            if (party.context().kind().equals("bind")) {
                accounts.bound(party.accountId(), party.context().certificateSerial());
            }
            // Poll and webhook both tell; what follows happens once.
            Function<VerifiedParty, String> then = actions.remove(sessionId);
            String problem = then == null ? "" : then.apply(party);
            update(sessionId, how, status.state(), Optional.of(party), problem);
        } catch (CryptoException e) {
            update(sessionId, how, status.state(), Optional.empty(), e.reason().name());
        }
    }

    private void update(
            String id, String how, String state, Optional<VerifiedParty> party, String why) {
        entries.computeIfPresent(id, (ignored, e) -> e.heard(how, state, party, why));
    }

    private void poll(OpenSession session) {
        try {
            String id = session.id();
            heard(
                    "poll",
                    id,
                    client.awaitEnd(
                            session,
                            it ->
                                    entries.computeIfPresent(
                                            id, (ignored, e) -> e.seen(it.state()))));
        } catch (ScanException e) {
            System.err.println("session " + session.id() + ": " + e.getMessage());
        }
    }
}
