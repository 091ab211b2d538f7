package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stored rounds: what is to be signed is written before anything else happens with it.
@Component
class SigningRounds {
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JdbcClient database;
    private final ProcessKey processKey;
    private final Clock clock;

    SigningRounds(JdbcClient database, ProcessKey processKey, Clock clock) {
        this.database = database;
        this.processKey = processKey;
        this.clock = clock;
    }

    record Round(
            UUID id, UUID keyId, String session, String state, UUID process, Instant expiresAt) {}

    record Item(Preimage preimage, NonceCommitment commitment, Scalar w2) {}

    /// A fresh round; the key's open one, if any, is void from now on.
    UUID open(
            UUID key,
            String session,
            List<Preimage> preimages,
            List<NonceCommitment> commitments,
            List<ServerNonce> nonces) {
        database.sql("UPDATE signing_round SET state = 'void', open_key = NULL WHERE open_key = ?")
                .param(key.toString())
                .update();
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO signing_round (id, key_id, session, state, process, expires_at, open_key)
                        VALUES (?, ?, ?, 'open', ?, ?, ?)\
                        """)
                .params(
                        id.toString(),
                        key.toString(),
                        session,
                        processKey.process().toString(),
                        Timestamp.from(clock.instant().plus(LIFE)),
                        key.toString())
                .update();
        for (int i = 0; i < preimages.size(); i++) {
            database.sql(
                            """
                            INSERT INTO signing_round_item (round_id, item, preimage, commitment, nonce_sealed)
                            VALUES (?, ?, ?, ?, ?)\
                            """)
                    .params(
                            id.toString(),
                            i,
                            preimages.get(i).toBytes(),
                            commitments.get(i).encoded(),
                            processKey.seal(nonces.get(i).w2(), id, i))
                    .update();
        }
        return id;
    }

    Optional<Round> find(UUID id) {
        return database.sql(
                        "SELECT id, key_id, session, state, process, expires_at FROM signing_round WHERE id = ?")
                .param(id.toString())
                .query((row, n) ->
                        new Round(
                                UUID.fromString(row.getString(1)),
                                UUID.fromString(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                UUID.fromString(row.getString(5)),
                                row.getTimestamp(6).toInstant()))
                .optional();
    }

    boolean isUsable(Round round) {
        return round.state().equals("open")
                && round.process().equals(processKey.process())
                && clock.instant().isBefore(round.expiresAt());
    }

    /// True once: from then on the round's nonces are spent, whatever happens.
    boolean spend(UUID id) {
        return database.sql(
                                "UPDATE signing_round SET state = 'spent', open_key = NULL WHERE id = ? AND state = 'open'")
                        .param(id.toString())
                        .update()
                == 1;
    }

    void done(UUID id) {
        database.sql("UPDATE signing_round SET state = 'done' WHERE id = ? AND state = 'spent'")
                .param(id.toString())
                .update();
    }

    List<Item> items(UUID id) {
        List<Item> out = new ArrayList<>();
        database.sql(
                        "SELECT item, preimage, commitment, nonce_sealed FROM signing_round_item WHERE round_id = ? ORDER BY item")
                .param(id.toString())
                .query(row -> {
                    out.add(
                            new Item(
                                    Preimage.of(row.getBytes(2)),
                                    NonceCommitment.parse(row.getBytes(3)),
                                    processKey.open(row.getString(4), id, row.getInt(1))));
                });
        return out;
    }
}
