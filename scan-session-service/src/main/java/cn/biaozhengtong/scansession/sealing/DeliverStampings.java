package cn.biaozhengtong.scansession.sealing;

import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.scansession.session.DueSessions;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.Sessions;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Hands the signatures of documents to who puts them in. They are kept with the session first, so
/// none is lost, however long that service was away; handed over twice, nothing happens twice.
@Component
public class DeliverStampings {
    private static final String TABLE = "stamping_due";

    /// Before the signatures of documents come those of context and list.
    private static final int BEFORE = 2;

    private final Sessions sessions;
    private final SealRoom room;
    private final JdbcClient database;
    private final JsonMapper json;
    private final Due due;

    DeliverStampings(
            Sessions sessions, SealRoom room, JdbcClient database, JsonMapper json, DueWork work) {
        this.sessions = sessions;
        this.room = room;
        this.database = database;
        this.json = json;
        this.due = DueSessions.in(TABLE, work);
    }

    /// Notes a completed session, in the caller's transaction.
    public void due(SessionId session, Instant now) {
        DueSessions.note(database, TABLE, session, now);
    }

    @Scheduled(fixedDelay = 500)
    void deliver() {
        due.each(it -> deliver(SessionId.of(it.key())));
    }

    private void deliver(SessionId id) {
        String stored = sessions.byId(id).resultJson();
        if (stored == null) {
            throw new IllegalStateException("a completed session without a result");
        }
        List<byte[]> all = json.readValue(stored, SessionResult.class).signatures();
        // A use is counted there: whatever it answers, it is asked until it took them.
        room.stamped(id.value(), all.subList(BEFORE, all.size()));
    }
}
