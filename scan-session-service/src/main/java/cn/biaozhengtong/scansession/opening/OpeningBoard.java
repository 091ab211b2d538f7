package cn.biaozhengtong.scansession.opening;

import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.SessionResult.Fault;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.waiting.Waiters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The board of an opening: who has decrypted, who failed and whose fault it is (R46).
@Component
public class OpeningBoard {
    private final Openings openings;
    private final Sessions sessions;
    private final Waiters waiters;
    private final JsonMapper json;
    private final Clock clock;

    OpeningBoard(
            Openings openings, Sessions sessions, Waiters waiters, JsonMapper json, Clock clock) {
        this.openings = openings;
        this.sessions = sessions;
        this.waiters = waiters;
        this.json = json;
        this.clock = clock;
    }

    /// One bidder's last session.
    ///
    /// @param state as of now
    /// @param opened how many of the keys that were asked for are open
    /// @param reason why not all, or null
    /// @param fault whose that is: nobody's while it is under way, null where all is open
    public record Row(
            String accountId,
            String enterpriseName,
            SessionId sessionId,
            String state,
            int opened,
            int asked,
            @Nullable String reason,
            @Nullable Fault fault) {}

    public record Board(
            UUID openingId, Openings.Plan plan, int decrypted, int failed, List<Row> rows) {}

    public Board board(String clientId, UUID id) {
        Openings.Opening opening =
                openings.find(clientId, id).orElseThrow(SessionProblem.opening_unknown::exception);
        Instant now = clock.instant();
        List<Row> rows = sessions.inOpening(id).stream().map(it -> row(it, now)).toList();
        return new Board(
                id,
                opening.plan(),
                (int) rows.stream().filter(it -> it.opened() == it.asked()).count(),
                (int) rows.stream().filter(OpeningBoard::isFailed).count(),
                rows);
    }

    /// Takes a board that is to be shown.
    public interface Listener {
        void sees(Board board) throws IOException;
    }

    /// The board now, whenever a session of it changes, and after every `tick` without a change;
    /// until the listener throws.
    public void follow(String clientId, UUID id, Duration tick, Listener listener)
            throws IOException {
        while (true) {
            try (Waiters.Waiting waiting = waiters.begin(id)) {
                listener.sees(board(clientId, id));
                waiting.await(tick);
            }
        }
    }

    private Row row(ScanSession it, Instant now) {
        SessionState state = it.state(now);
        int asked = it.content().envelopes().size();
        String stored = it.resultJson();
        if (state == SessionState.completed && stored != null) {
            return completed(it, json.readValue(stored, SessionResult.class), asked);
        }
        String error = it.error();
        String reason =
                state.isOpen()
                        ? it.trouble()
                        : Faults.decisive(
                                error == null ? Cause.timeout.name() : error, it.trouble());
        return new Row(
                it.content().rpAccount(),
                it.content().enterpriseName(),
                it.sessionId(),
                state.name(),
                0,
                asked,
                reason,
                state.isOpen() || reason == null ? Fault.nobody : Faults.of(reason));
    }

    private static boolean isFailed(Row it) {
        return it.fault() != null && it.fault() != Fault.nobody;
    }

    private static Row completed(ScanSession it, SessionResult result, int asked) {
        SessionResult.@Nullable OpenedKey shut =
                result.keys().stream().filter(k -> k.key() == null).findFirst().orElse(null);
        return new Row(
                result.rpAccount(),
                result.enterpriseName(),
                it.sessionId(),
                SessionState.completed.name(),
                (int) result.keys().stream().filter(k -> k.key() != null).count(),
                asked,
                shut == null ? null : shut.reason(),
                shut == null ? null : shut.fault());
    }
}
