package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.Resting;
import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.caorder.hold.Holds;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which pairs may not be in force because of a hold. Who asks before he puts one in force has
/// locked it.
@Component
class HeldPairs implements Resting {
    private final Holds holds;
    private final Certificates certificates;
    private final PairRows rows;
    private final Orders orders;
    private final JdbcClient database;

    HeldPairs(
            Holds holds,
            Certificates certificates,
            PairRows rows,
            Orders orders,
            JdbcClient database) {
        this.holds = holds;
        this.certificates = certificates;
        this.rows = rows;
        this.orders = orders;
        this.database = database;
    }

    /// @param it recorded
    Optional<Hold> on(CertificatePair it) {
        return holds.on(it.accountId(), it.holder().enterpriseId()).stream()
                .filter(each -> binds(each, it))
                .map(Holds.InForce::hold)
                .findFirst();
    }

    /// Two operators decided about a claim (认领), also about that of an administrator's successor,
    /// who belongs only when he has the certificate: what had happened to the enterprise and to his
    /// membership before they decided binds it not. What happened since they did not know.
    private boolean binds(Holds.InForce each, CertificatePair it) {
        return each.hold() instanceof Hold.AccountFrozen
                || !isClaims(it)
                || !each.since().isBefore(decidedAt(it));
    }

    private Instant decidedAt(CertificatePair it) {
        return database.sql("SELECT MAX(at) FROM decision WHERE order_id = ?")
                .param(it.origin().id().toString())
                .query(Timestamp.class)
                .optional()
                // As it was signed: in whole seconds.
                .map(at -> at.toInstant().plusSeconds(1))
                .filter(decided -> decided.isBefore(it.bornAt()))
                .orElse(it.bornAt());
    }

    private boolean isClaims(CertificatePair it) {
        return it.origin().kind() == PairOrigin.Kind.order
                && orders.byId(new OrderId(it.origin().id())).kind() == OrderKind.claim;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException naming what has to end first
    void mustBeFree(CertificatePair it) {
        on(it).ifPresent(hold -> {
            throw switch (hold) {
                case Hold.MembershipEnded _ -> CertificateProblem.no_member.exception();
                case Hold.AccountFrozen _ -> CertificateProblem.account_frozen.exception();
                case Hold.EnterpriseFrozen _ -> CertificateProblem.enterprise_frozen.exception();
            };
        });
    }

    /// Also when the other certificate of the pair was frozen before this one was signed.
    @Override
    public boolean rests(SerialNumber serial) {
        return certificates
                .pairOf(serial)
                .map(id ->
                        on(rows.findById(id.value()).orElseThrow()).isPresent()
                                || certificates.pair(id).stream()
                                        .anyMatch(Certificates.Stored::isFrozen))
                .orElse(false);
    }
}
