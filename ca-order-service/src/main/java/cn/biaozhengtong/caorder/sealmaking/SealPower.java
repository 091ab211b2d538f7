package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who may have a seal made, and for whom; asked afresh each time.
@Component
class SealPower {
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Certificates certificates;
    private final EnterpriseDesk enterprises;
    private final Clock clock;

    SealPower(Certificates certificates, EnterpriseDesk enterprises, Clock clock) {
        this.certificates = certificates;
        this.enterprises = enterprises;
        this.clock = clock;
    }

    /// Those who may use it, each with a certificate of the enterprise that is in force, and the
    /// enterprise's seal named after it.
    List<Certificates.Stored> signers(SealOrder order) {
        List<Certificates.Stored> out =
                order.signers().stream().map(it -> fit(order.enterpriseId(), it)).toList();
        boolean named =
                order.personal()
                        || out.stream().allMatch(it -> order.name().startsWith(it.holder()));
        if (!named) {
            throw SealMakingProblem.name_foreign.exception();
        }
        return out;
    }

    private Certificates.Stored fit(EnterpriseId enterprise, SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(it ->
                        it.isSigning()
                                && enterprise.equals(it.enterpriseId())
                                && it.isActive()
                                && it.notAfter().isAfter(clock.instant()))
                .orElseThrow(SealMakingProblem.signer_unfit::exception);
    }

    /// The administrator signed just this, just now.
    void mustBeOrdered(SealOrder order, Mandate mandate) {
        Instant now = clock.instant();
        boolean fresh =
                !mandate.at().isAfter(now.plus(FRESH)) && mandate.at().isAfter(now.minus(FRESH));
        Certificates.Stored his = fit(order.enterpriseId(), mandate.serial());
        boolean administers =
                enterprises.role(his.accountId(), order.enterpriseId()) == Role.administrator;
        if (!fresh || !administers || !isSigned(order.act(mandate.at()), his, mandate)) {
            throw SealMakingProblem.seal_unordered.exception();
        }
    }

    private static boolean isSigned(SealAct act, Certificates.Stored his, Mandate mandate) {
        try {
            Certificate.parse(his.encoded())
                    .publicKey()
                    .verify(act.preimage().toBytes(), mandate.signature().toBytes());
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// The seal is as it was, and all who may use it now are people whom the administrator once
    /// gave it and who still belong to the enterprise: another certificate of one of them, one
    /// fewer, or one whose certificate rested and is back.
    ///
    /// @param before certificates of the list that was ordered last, and of all since
    void mustFollow(SealOrder order, SealInfo was, List<SerialNumber> before) {
        boolean same =
                was.type() == order.type()
                        && was.name().equals(order.name())
                        && was.picture().equals(order.picture());
        Set<AccountId> people = before.stream().map(this::account).collect(Collectors.toSet());
        boolean theirs =
                order.signers().stream()
                        .map(this::account)
                        .distinct()
                        .allMatch(it ->
                                people.contains(it)
                                        && enterprises.role(it, order.enterpriseId()) != Role.none);
        if (!same || !theirs) {
            throw SealMakingProblem.seal_unordered.exception();
        }
    }

    private AccountId account(SerialNumber serial) {
        return certificates
                .find(serial)
                .orElseThrow(SealMakingProblem.signer_unfit::exception)
                .accountId();
    }
}
