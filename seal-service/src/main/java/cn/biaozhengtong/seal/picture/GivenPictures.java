package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.seal.life.SealId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// From whom seals have the pictures that nobody generated, and what he stated with it; rows are
/// only ever added, as evidence.
@Component
public class GivenPictures {
    private static final int PER_DAY = 30;

    private final JdbcClient database;
    private final Clock clock;

    GivenPictures(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// How it came.
    public enum Way {
        /// As strokes on a screen.
        drawn,
        /// As a picture of paper.
        uploaded
    }

    /// @param account who gave it
    /// @param statement what the legal person agreed to, in the words he was shown
    /// @param invitation by which he came, when he was invited
    public record Given(
            SealId seal,
            Way way,
            AccountId account,
            @Nullable String statement,
            @Nullable UUID invitation) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there were many today: each is
    ///   kept for ever
    public void mustBeFew(SealId seal) {
        int lastDay =
                database.sql("SELECT COUNT(*) FROM given_picture WHERE seal_id = ? AND at > ?")
                        .params(
                                seal.toString(),
                                Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                        .query(Integer.class)
                        .single();
        if (lastDay >= PER_DAY) {
            throw PictureProblem.too_many_pictures.exception();
        }
    }

    /// @param picture hash of it
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Given it, String picture) {
        UUID invitation = it.invitation();
        database.sql(
                        """
                        INSERT INTO given_picture (seal_id, picture, way, account_id, statement, invitation_id, at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)\
                        """)
                .param(it.seal().toString())
                .param(picture)
                .param(it.way().name())
                .param(it.account().toString())
                .param(it.statement())
                .param(invitation == null ? null : invitation.toString())
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
