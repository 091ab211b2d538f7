package cn.biaozhengtong.sample.scan;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.sample.account.Accounts;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.SessionStatus;
import cn.biaozhengtong.sdk.VerifiedParty;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The sessions this platform opened, and what was verified of them.
public final class ScanDesk {
    private final ScanClient client;
    private final Accounts accounts;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, BiFunction<OpenSession, VerifiedParty, String>> actions =
            new ConcurrentHashMap<>();

    public ScanDesk(ScanClient client, Accounts accounts) {
        this.client = client;
        this.accounts = accounts;
    }

    /// @param state as last heard
    /// @param heardBy `poll` or `webhook`, or both; empty before
    /// @param problem why a completed session was not believed
    public record Entry(
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

        /// What the user is told.
        public Words.Said said() {
            return Words.of(state, problem);
        }

        public boolean isOver() {
            return Words.isOver(state);
        }
    }

    public ScanClient client() {
        return client;
    }

    public OpenSession open(SessionRequest request) {
        return open(request, party -> "");
    }

    /// @param then with who was verified; what it gives back is why that was not good, or empty
    public OpenSession open(SessionRequest request, Function<VerifiedParty, String> then) {
        return open(request, (session, party) -> then.apply(party));
    }

    /// The same, for what goes on with the session itself.
    public OpenSession open(
            SessionRequest request, BiFunction<OpenSession, VerifiedParty, String> then) {
        OpenSession session = client.open(request);
        actions.put(session.id(), then);
        entries.put(session.id(), new Entry(session, "awaiting_scan", "", Optional.empty(), ""));
        Thread waiter = new Thread(() -> poll(session), "poll-" + session.id());
        waiter.setDaemon(true);
        waiter.start();
        return session;
    }

    /// Takes a session back.
    ///
    /// @return false when it is over already, and stays what it is
    public boolean cancel(OpenSession session) {
        try {
            client.cancel(session);
            return true;
        } catch (ScanException e) {
            if (e.isPassing()) {
                throw e;
            }
            return false;
        }
    }

    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /// What a webhook or the poll said; believed only after verification.
    public void heard(String how, String sessionId, SessionStatus status) {
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
            BiFunction<OpenSession, VerifiedParty, String> then = actions.remove(sessionId);
            String problem = then == null ? "" : then.apply(known.session(), party);
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
        String id = session.id();
        try {
            heard(
                    "poll",
                    id,
                    client.awaitEnd(
                            session,
                            it ->
                                    entries.computeIfPresent(
                                            id, (ignored, e) -> e.seen(it.state()))));
        } catch (ScanException e) {
            // The page says so; a webhook may still tell.
            entries.computeIfPresent(id, (ignored, it) -> it.seen("failed"));
            System.err.println("session " + id + ": " + e.getMessage());
        }
    }
}
