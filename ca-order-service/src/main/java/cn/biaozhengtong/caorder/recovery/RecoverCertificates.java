package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.issuance.IssueCertificates;
import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts a proved recovery into effect, in one commit: the old signing certificate and the lost
/// device's key end, the new signing certificate is recorded, and the encryption keys are split
/// anew for the new device. Then it is signed; a crash in between is finished by the reconciler.
@Component
public class RecoverCertificates {
    private final Recoveries recoveries;
    private final StartRecovery start;
    private final Stores stores;
    private final KeyManagementCentre kmc;
    private final Office office;
    private final UnitOfWork work;

    RecoverCertificates(
            Recoveries recoveries,
            StartRecovery start,
            Stores stores,
            KeyManagementCentre kmc,
            Office office,
            UnitOfWork work) {
        this.recoveries = recoveries;
        this.start = start;
        this.stores = stores;
        this.kmc = kmc;
        this.office = office;
        this.work = work;
    }

    /// Who issues and who keeps what was issued.
    @Component
    record Office(Register register, IssueCertificates issue, Pairs pairs, SigningKeys keys) {}

    /// Where keys lie, and what is agreed on over them.
    @Component
    record Stores(Certificates certificates, PairKeys keys, KeyRefresh refresh) {}

    /// Puts it into effect, once, and splits the keys by these shares: those of the first round, or
    /// of a later one of a device that lost the answer.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException while a hold is on the holder; when it
    ///   begins meanwhile, the new certificate rests, and what shares are checked against comes
    ///   with a round after its release
    Handed recover(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request, List<Scalar> da) {
        List<KeyManagementCentre.Handover> handed =
                work.get(() -> {
                    if (!issueOnce(it, key, request)) {
                        mustLieHere(it);
                    }
                    office.pairs().mustGoOn(key.pairId());
                    office.keys().mustBePending(key);
                    stores.refresh().endOver(it.accountId(), it.keys());
                    return split(it, office.pairs().get(key.pairId()), da);
                });
        office.issue().finish(key.pairId());
        Recovered recovered = recovered(it);
        // It may have been signed to rest.
        recovered.signing().mustBeActive();
        return new Handed(recovered, handed);
    }

    /// @return false when it is in effect already
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it was stopped meanwhile: then
    ///   nothing is split either
    private boolean issueOnce(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request) {
        if (it.issued()) {
            return false;
        }
        Instant now = work.now();
        if (recoveries.issue(it, now)) {
            record(it, key, request, now);
            return true;
        }
        if (recoveries.find(it.id()).filter(Recoveries.Recovery::issued).isEmpty()) {
            throw RecoveryProblem.recovery_over.exception();
        }
        return false;
    }

    /// What a later recovery took is not split back.
    private void mustLieHere(Recoveries.Recovery it) {
        boolean taken =
                it.keys().stream()
                        .flatMap(key -> stores.keys().lastRecovery(key).stream())
                        .anyMatch(last -> !last.equals(it.id()));
        if (taken) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private List<KeyManagementCentre.Handover> split(
            Recoveries.Recovery it, CertificatePair pair, List<Scalar> da) {
        List<KeyManagementCentre.Handover> out = new ArrayList<>();
        for (int i = 0; i < it.keys().size(); i++) {
            kmc.splitAnew(it.keys().get(i), da.get(i));
            stores.certificates().hand(it.keys().get(i), it.deviceId(), i == 0 ? pair : null);
            out.add(kmc.handover(it.keys().get(i), it.id()));
        }
        return out;
    }

    private void record(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request, Instant now) {
        Certificates.Stored old = start.recoverable(it.accountId(), it.oldSerial());
        SerialNumber serial = SerialNumber.random();
        CertificatePair before = office.pairs().recover(old.pairId(), serial);
        office.keys().revoke(old.pairId());
        record(old, serial, request, now);
        office.pairs()
                .reserve(
                        office.pairs().lock(PairOrigin.recovery(it.id())).orElseThrow(),
                        before.holder(),
                        before.permissions(),
                        new CertificatePair.Serials(serial, it.keys().getFirst(), old.serial()));
        work.note(
                it.accountId().toString(),
                "recovery.issued",
                it.id().toString(),
                old.serial() + " " + serial + " key " + key.id());
    }

    /// For the same subject, until the same day.
    private void record(
            Certificates.Stored old, SerialNumber serial, VerifiedRequest request, Instant now) {
        office.register()
                .record(
                        Purpose.subscriber,
                        new CertificateOrder(
                                CertificateProfile.subscriber_signing,
                                serial,
                                Certificate.parse(old.encoded()).subject(),
                                request.key(),
                                now.truncatedTo(ChronoUnit.SECONDS),
                                old.notAfter(),
                                Optional.ofNullable(old.uscc())));
    }

    Recovered recovered(Recoveries.Recovery it) {
        PairId id =
                office.pairs()
                        .of(PairOrigin.recovery(it.id()))
                        .map(CertificatePair::pairId)
                        .orElseThrow(CertificateProblem.not_issued::exception);
        office.issue().finish(id);
        List<Certificates.Stored> pair = stores.certificates().pair(id);
        if (pair.size() != 2) {
            throw CertificateProblem.not_issued.exception();
        }
        return new Recovered(
                pair.get(0),
                it.keys().stream()
                        .map(serial -> stores.certificates().find(serial).orElseThrow())
                        .toList(),
                office.register().chain(Purpose.subscriber).stream()
                        .map(Certificate::encoded)
                        .toList());
    }

    /// @param keys encryption certificates, the pair's own first
    /// @param chain DER; issuing CA first, root last
    public record Recovered(
            Certificates.Stored signing, List<Certificates.Stored> keys, List<byte[]> chain) {}

    /// @param handovers for each key what the device checks its share against, and forgets
    public record Handed(Recovered recovered, List<KeyManagementCentre.Handover> handovers) {}
}
