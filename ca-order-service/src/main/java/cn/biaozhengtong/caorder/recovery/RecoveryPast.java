package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was said within a day against recoveries of the same certificate or of one of the same
/// encryption keys, on whatever device: it holds for the next one, unless that proves more. So
/// neither beginning anew nor another device shakes it off; the holder's presence always begins
/// anew, at once where nobody's presence was refused.
@Component
class RecoveryPast {
    /// Another recovery `o`, or the same, of what `r` would bring.
    private static final String OF_THE_SAME =
            """
             AND o.account_id = r.account_id AND (o.old_serial = r.old_serial
                OR EXISTS (SELECT 1 FROM recovery_key a JOIN recovery_key b ON b.serial = a.serial
                    WHERE a.recovery_id = o.id AND b.recovery_id = r.id))\
            """;

    /// Objections `n`, since a moment, that hold against a recovery `r`; nobody's against himself.
    static final String OBJECTIONS =
            """
            FROM recovery_objection n JOIN recovery o ON o.id = n.recovery_id
            WHERE n.made_at > ? AND n.device_id <> r.device_id\
            """
                    + OF_THE_SAME;

    private final JdbcClient database;

    RecoveryPast(JdbcClient database) {
        this.database = database;
    }

    /// Devices that object to it, or to one before it.
    int objections(Recoveries.Recovery it, Instant since) {
        return database.sql(
                        "SELECT (SELECT COUNT(DISTINCT n.device_id) "
                                + OBJECTIONS
                                + ") FROM recovery r WHERE r.id = ?")
                .params(Timestamp.from(since), it.id().toString())
                .query(Integer.class)
                .single();
    }

    /// Whether it goes on with this proof, as far as the past has a say; else two operators decide.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when only presence begins anew, since
    ///   one was vetoed or refused
    boolean letsGoOn(Recoveries.Recovery it, Proof proof, Instant since) {
        List<Stopped> stopped = stopped(it, since);
        if (proof == Proof.presence) {
            // It proves no more than what two operators saw and refused.
            return stopped.stream().noneMatch(Stopped::isRefusedPresence);
        }
        if (!stopped.isEmpty()) {
            throw RecoveryProblem.recovery_needs_presence.exception();
        }
        return objections(it, since) == 0;
    }

    private record Stopped(RecoveryState state, @Nullable Proof proof) {
        boolean isRefusedPresence() {
            return state == RecoveryState.refused && proof == Proof.presence;
        }
    }

    /// A version before did not write when they ended: with their day at the latest.
    private List<Stopped> stopped(Recoveries.Recovery it, Instant since) {
        return database.sql(
                        """
                        SELECT o.state, o.proof FROM recovery r JOIN recovery o
                        WHERE r.id = ? AND o.id <> r.id AND o.state IN ('vetoed', 'refused')
                            AND COALESCE(o.ended_at, o.started_at + INTERVAL 1 DAY) > ?\
                        """
                                + OF_THE_SAME)
                .params(it.id().toString(), Timestamp.from(since))
                .query(Stopped.class)
                .list();
    }
}
