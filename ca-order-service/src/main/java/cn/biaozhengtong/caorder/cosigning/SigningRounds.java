package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.kit.data.StateMachine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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
    private final OwnAddress address;
    private final Clock clock;

    SigningRounds(JdbcClient database, ProcessKey processKey, OwnAddress address, Clock clock) {
        this.database = database;
        this.processKey = processKey;
        this.address = address;
        this.clock = clock;
    }

    /// @param process that opened it and alone can open its nonces
    /// @param ownerUrl where that process is reached
    record Round(
            RoundId id,
            KeyId keyId,
            String session,
            RoundState state,
            UUID process,
            String ownerUrl,
            Instant expiresAt) {}

    record Item(Preimage preimage, NonceCommitment commitment, Scalar w2) {}

    /// A fresh round; the key's open one, if any, is void from now on and its nonces are gone.
    RoundId open(
            SigningKeys.Key key,
            String session,
            List<Preimage> preimages,
            List<NonceCommitment> commitments,
            List<ServerNonce> nonces) {
        voidOpen(key.id());
        RoundId id = RoundId.random();
        database.sql(
                        """
                        INSERT INTO signing_round (id, key_id, session, state, process, owner_url, expires_at, open_key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        id.toString(),
                        key.id().toString(),
                        session,
                        RoundState.open.word(),
                        processKey.process().toString(),
                        address.url(),
                        Timestamp.from(clock.instant().plus(LIFE)),
                        key.id().toString())
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
                            processKey.seal(
                                    nonces.get(i).w2(),
                                    place(id, i, key, preimages.get(i), commitments.get(i))))
                    .update();
        }
        return id;
    }

    private void voidOpen(KeyId key) {
        Optional<String> open =
                database.sql("SELECT id FROM signing_round WHERE open_key = ?")
                        .param(key.toString())
                        .query(String.class)
                        .optional();
        open.ifPresent(id -> {
            close(id, RoundState.discarded);
            eraseNonces(id);
        });
    }

    private void eraseNonces(String round) {
        database.sql("UPDATE signing_round_item SET nonce_sealed = '' WHERE round_id = ?")
                .param(round)
                .update();
    }

    private static ProcessKey.Place place(
            RoundId round,
            int item,
            SigningKeys.Key key,
            Preimage preimage,
            NonceCommitment commitment) {
        return new ProcessKey.Place(
                round,
                item,
                key.id(),
                key.publicKey().digestToSign(preimage.toBytes()).toString(16),
                HexFormat.of().formatHex(commitment.encoded()));
    }

    Optional<Round> find(RoundId id) {
        return database.sql(
                        "SELECT id, key_id, session, state, process, owner_url, expires_at FROM signing_round WHERE id = ?")
                .param(id.toString())
                .query((row, n) ->
                        new Round(
                                RoundId.of(row.getString(1)),
                                KeyId.of(row.getString(2)),
                                row.getString(3),
                                RoundState.of(row.getString(4)),
                                UUID.fromString(row.getString(5)),
                                row.getString(6),
                                row.getTimestamp(7).toInstant()))
                .optional();
    }

    boolean isOurs(Round round) {
        return round.process().equals(processKey.process());
    }

    boolean isOpen(Round round) {
        return round.state() == RoundState.open && clock.instant().isBefore(round.expiresAt());
    }

    /// True once: from then on the round's nonces are spent and erased, whatever happens.
    boolean spend(RoundId id) {
        boolean first = close(id.toString(), RoundState.spent);
        if (first) {
            eraseNonces(id.toString());
        }
        return first;
    }

    void done(RoundId id) {
        close(id.toString(), RoundState.done);
    }

    /// Nothing but an open round is its key's open one.
    private boolean close(String id, RoundState to) {
        return database.sql(
                                "UPDATE signing_round SET state = :to, open_key = NULL WHERE id = :id AND state IN (:from)")
                        .param("to", to.word())
                        .param("id", id)
                        .param("from", StateMachine.before(to))
                        .update()
                == 1;
    }

    /// What a round was opened over, in order.
    List<Preimage> preimages(RoundId round) {
        return database.sql(
                        "SELECT preimage FROM signing_round_item WHERE round_id = ? ORDER BY item")
                .param(round.toString())
                .query((row, n) -> Preimage.of(row.getBytes(1)))
                .list();
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException `round_lost` when a nonce is erased or
    ///   was sealed for another key, message or commitment
    List<Item> items(Round round, SigningKeys.Key key) {
        List<Item> out = new ArrayList<>();
        try {
            database.sql(
                            "SELECT item, preimage, commitment, nonce_sealed FROM signing_round_item WHERE round_id = ? ORDER BY item")
                    .param(round.id().toString())
                    .query(row -> {
                        int item = row.getInt(1);
                        Preimage preimage = Preimage.of(row.getBytes(2));
                        NonceCommitment commitment = NonceCommitment.parse(row.getBytes(3));
                        out.add(
                                new Item(
                                        preimage,
                                        commitment,
                                        processKey.open(
                                                row.getString(4),
                                                place(
                                                        round.id(),
                                                        item,
                                                        key,
                                                        preimage,
                                                        commitment))));
                    });
        } catch (CryptoException e) {
            throw CosigningProblem.round_lost.exception();
        }
        return out;
    }
}
