package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Fresh server shares: prepared beside the old one, in force once the device has shown its own.
@Component
public class KeyRefresh {
    private final JdbcClient database;
    private final SigningKeys keys;
    private final FieldCipher cipher;

    KeyRefresh(JdbcClient database, SigningKeys keys, FieldCipher cipher) {
        this.database = database;
        this.keys = keys;
        this.cipher = cipher;
    }

    /// A fresh challenge; the one before is void.
    public String challenge(UUID key) {
        String challenge = HexFormat.of().formatHex(Scalar.random().encoded());
        database.sql("UPDATE signing_key SET pin_challenge = ? WHERE id = ?")
                .params(challenge, key.toString())
                .update();
        return challenge;
    }

    public String challenged(UUID key) {
        return database.sql("SELECT pin_challenge FROM signing_key WHERE id = ?")
                .param(key.toString())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElseThrow(CosigningProblem.round_lost::exception);
    }

    /// Chooses fresh shares, unless some wait for their confirmation: a phone may hold the share of
    /// those alone, under a PIN that only its user knows, and others would lock it out.
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(UUID id) {
        SigningKeys.Key key = keys.lock(id);
        if (keys.nextShare(key).isPresent()) {
            return;
        }
        ShareRefresh agreed = ShareRefresh.random();
        ServerShare next = keys.share(key).refresh(agreed.rho());
        byte[] both = Arrays.copyOf(agreed.rho().encoded(), 2 * Scalar.LENGTH);
        System.arraycopy(agreed.delta().encoded(), 0, both, Scalar.LENGTH, Scalar.LENGTH);
        database.sql(
                        "UPDATE signing_key SET next_share_sealed = ?, refresh_sealed = ? WHERE id = ?")
                .params(
                        keys.seal(id, next),
                        cipher.sealBytes(both, "signing_key.refresh:" + id),
                        id.toString())
                .update();
        Arrays.fill(both, (byte) 0);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when none is under way
    public ShareRefresh pending(UUID id) {
        String sealed =
                database.sql("SELECT refresh_sealed FROM signing_key WHERE id = ?")
                        .param(id.toString())
                        .query((row, n) -> Optional.ofNullable(row.getString(1)))
                        .single()
                        .orElseThrow(CosigningProblem.no_pin_change::exception);
        byte[] both = cipher.openBytes(sealed, "signing_key.refresh:" + id);
        return new ShareRefresh(
                Scalar.parse(Arrays.copyOf(both, Scalar.LENGTH)),
                Scalar.parse(Arrays.copyOfRange(both, Scalar.LENGTH, both.length)));
    }

    /// The fresh share takes the place of the old one, which is destroyed.
    ///
    /// @param agreed what the device confirmed; another agreement, made meanwhile, is not it
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(UUID id, ShareRefresh agreed) {
        keys.lock(id);
        if (!pending(id).equals(agreed)) {
            throw CosigningProblem.round_lost.exception();
        }
        database.sql(
                        """
                        UPDATE signing_key SET share_sealed = next_share_sealed, next_share_sealed = NULL,
                            refresh_sealed = NULL, pin_challenge = NULL, version = version + 1
                        WHERE id = ? AND next_share_sealed IS NOT NULL\
                        """)
                .param(id.toString())
                .update();
    }
}
