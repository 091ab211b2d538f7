package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.AuthorityProblem;
import cn.biaozhengtong.caorder.authority.CertificateAuthority;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells an outside CA what became of its certificates, until it was heard. Here they are refused
/// from the moment of the change, whatever it has been told.
@Component
class TellAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(TellAuthority.class);

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final Optional<CertificateAuthority> outside;
    private final Clock clock;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    TellAuthority(JdbcClient database, Optional<CertificateAuthority> outside, Clock clock) {
        this.database = database;
        this.outside = outside;
        this.clock = clock;
    }

    private record Change(String serial, String state, RevocationReason reason, Preimage der) {}

    @Scheduled(fixedDelay = 1_000, initialDelay = 5_000)
    void tell() {
        outside.ifPresent(this::tell);
    }

    private void tell(CertificateAuthority authority) {
        Instant now = clock.instant();
        for (Change it : untold()) {
            if (now.isBefore(notBefore.getOrDefault(it.serial(), Instant.MIN))) {
                continue;
            }
            try {
                authority.tell(Certificate.parse(it.der().toBytes()), it.reason());
            } catch (ProblemException e) {
                LOG.error(
                        "the outside CA was not told that {} is {}: {}",
                        it.serial(),
                        it.state(),
                        e.getMessage());
                if (e.problem() != AuthorityProblem.authority_refused) {
                    return;
                }
                // The others are not kept waiting by one that the CA does not want to hear of.
                notBefore.put(it.serial(), now.plus(AFTER_REFUSAL));
                continue;
            }
            notBefore.remove(it.serial());
            database.sql("UPDATE issued_certificate SET told = ? WHERE serial = ?")
                    .params(it.state(), it.serial())
                    .update();
        }
    }

    private List<Change> untold() {
        return database.sql(
                        """
                        SELECT serial, state, COALESCE(revocation, ?), der FROM issued_certificate
                        WHERE authority = 'outside' AND told <> state AND state <> 'reserved' ORDER BY revoked_at LIMIT 500\
                        """)
                .param(RevocationReason.remove_from_crl.name())
                .query((row, n) ->
                        new Change(
                                row.getString(1),
                                row.getString(2),
                                RevocationReason.valueOf(row.getString(3)),
                                Preimage.of(row.getBytes(4))))
                .list();
    }
}
