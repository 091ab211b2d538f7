package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.CertificateAuthority;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final int AT_ONCE = 4;

    /// No state: whether what is being told arrived is not known until it is answered, and a state
    /// that turns back meanwhile is told too.
    private static final String ASKED = "asked";

    private static final String UNTOLD =
            " FROM issued_certificate c WHERE authority = 'outside' AND told <> state AND state <> 'reserved'";

    private final JdbcClient database;
    private final Optional<CertificateAuthority> outside;
    private final Clock clock;
    private final Due due;

    TellAuthority(
            JdbcClient database,
            Optional<CertificateAuthority> outside,
            Clock clock,
            DueWork work) {
        this.database = database;
        this.outside = outside;
        this.clock = clock;
        this.due = work.in(Due.Rows.queue("authority_due", "serial", "due_at"), PAUSES, AT_ONCE);
    }

    private record Change(String serial, String state, RevocationReason reason, Preimage der) {}

    @Scheduled(fixedDelay = 1_000, initialDelay = 5_000)
    void tell() {
        outside.ifPresent(authority -> {
            note();
            due.each(it -> untold(it.key()).ifPresent(change -> tell(authority, change)));
        });
    }

    /// What changed since, by whatever version of this service.
    private void note() {
        database.sql(
                        "SELECT serial"
                                + UNTOLD
                                + " AND NOT EXISTS (SELECT 1 FROM authority_due d WHERE d.serial = c.serial) LIMIT 500")
                .query(String.class)
                .list()
                .forEach(serial ->
                        database.sql(
                                        "INSERT IGNORE INTO authority_due (serial, due_at, attempts) VALUES (?, ?, 0)")
                                .params(serial, Timestamp.from(clock.instant()))
                                .update());
    }

    private void tell(CertificateAuthority authority, Change it) {
        told(it, ASKED);
        try {
            authority.tell(Certificate.parse(it.der().toBytes()), it.reason());
        } catch (ProblemException e) {
            LOG.error(
                    "the outside CA was not told that {} is {}: {}",
                    it.serial(),
                    it.state(),
                    e.getMessage());
            throw e;
        }
        told(it, it.state());
    }

    private void told(Change it, String what) {
        database.sql("UPDATE issued_certificate SET told = ? WHERE serial = ?")
                .params(what, it.serial())
                .update();
    }

    private Optional<Change> untold(String serial) {
        return database.sql(
                        "SELECT serial, state, COALESCE(revocation, ?), der"
                                + UNTOLD
                                + " AND serial = ?")
                .params(RevocationReason.remove_from_crl.name(), serial)
                .query((row, n) ->
                        new Change(
                                row.getString(1),
                                row.getString(2),
                                RevocationReason.valueOf(row.getString(3)),
                                Preimage.of(row.getBytes(4))))
                .optional();
    }
}
