package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.held.HeldKeys;
import cn.biaozhengtong.caorder.held.StateStatus;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The server's part of a decryption (RATIONALE.md of crypto-core): after the user's signature over
/// the exact list, `T = [db]C1` of each wrapped key. Any active signing certificate of the holder
/// on the device authorises, so that keys from before a renewal stay usable (R34).
@Component
public class AnswerDecryption {
    private final Certificates certificates;
    private final HeldKeys held;
    private final Cosigner cosigner;
    private final KeyManagementCentre kmc;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final StateStatus status;

    AnswerDecryption(
            Certificates certificates,
            HeldKeys held,
            Cosigner cosigner,
            KeyManagementCentre kmc,
            AuditLog audit,
            TransactionTemplate transactions,
            StateStatus status) {
        this.certificates = certificates;
        this.held = held;
        this.cosigner = cosigner;
        this.kmc = kmc;
        this.audit = audit;
        this.transactions = transactions;
        this.status = status;
    }

    /// Whose decryption it is.
    ///
    /// @param signing serial of the certificate that signs the authorisation
    public record Holder(Person person, SerialNumber signing) {}

    /// What is signed with one PIN: what was shown to the user, then each authorisation.
    ///
    /// @param context of the session, or empty where there is none
    public record Wish(Optional<Preimage> context, List<Authorisation> authorisations) {
        List<Preimage> preimages() {
            return Stream.concat(
                            context.stream(), authorisations.stream().map(Authorisation::preimage))
                    .toList();
        }
    }

    /// @param signatures in the order of what was signed
    /// @param partials `T` of each wrapped key of each authorisation, in order
    /// @param status DER of the authority's statement about the signatures ([StateStatus])
    public record Answered(List<byte[]> signatures, List<Point> partials, byte[] status) {}

    public Cosigner.Opened open(Holder holder, Wish wish, List<NonceCommitment> commitments) {
        wish.authorisations().forEach(it -> mustBeUsable(holder, it.encryptionSerial()));
        return cosigner.open(
                key(holder).id(),
                RoundSession.decryption(wish.authorisations().getFirst().session()),
                wish.preimages(),
                commitments);
    }

    public Answered finish(Holder holder, Wish wish, RoundId round, List<RoundAnswer> answers) {
        wish.authorisations().forEach(it -> mustBeUsable(holder, it.encryptionSerial()));
        List<Preimage> preimages = wish.preimages();
        List<byte[]> signatures = cosigner.finish(key(holder).id(), round, preimages, answers);
        byte[] statement = status.of(holder.signing(), preimages, signatures);
        transactions.executeWithoutResult(
                ignored -> wish.authorisations().forEach(it -> record(holder, it)));
        return new Answered(
                signatures,
                wish.authorisations().stream()
                        .flatMap(it ->
                                kmc.partials(it.encryptionSerial(), it.wrappedKeys()).stream())
                        .toList(),
                statement);
    }

    private void record(Holder holder, Authorisation it) {
        audit.record(
                holder.person().account().toString(),
                "decryption.answered",
                it.encryptionSerial().hex(),
                it.session() + " " + it.tender() + " " + it.wrappedKeys().size());
    }

    private SigningKeys.Key key(Holder holder) {
        return held.of(holder.person(), holder.signing()).key();
    }

    /// What the holder revoked is gone (R33); what another took the place of is not (R34), but only
    /// to a certificate in force of the same enterprise: where a membership ended or a freeze rests
    /// on it, nothing of it opens with what he holds elsewhere.
    private void mustBeUsable(Holder holder, SerialNumber serial) {
        EnterpriseId enterprise =
                held.of(holder.person(), holder.signing()).certificate().enterpriseId();
        Certificates.Stored it =
                certificates
                        .find(serial)
                        .filter(c -> c.accountId().equals(holder.person().account()))
                        .filter(c -> c.isEncryption() && c.der() != null)
                        .filter(c -> Objects.equals(c.enterpriseId(), enterprise))
                        .orElseThrow(CertificateProblem.certificate_unknown::exception);
        if (!it.isSuperseded()) {
            it.mustBeActive();
        }
        if (!it.deviceId().equals(holder.person().device())) {
            throw CertificateProblem.other_device.exception();
        }
    }
}
