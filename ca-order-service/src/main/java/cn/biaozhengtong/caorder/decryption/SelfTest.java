package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.pair.CertificateNotes;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// 自检 (R35): this service wraps random bytes for the holder's encryption certificate, and the phone
/// opens them with the PIN. Nothing but such a probe is ever answered here, or a bid could be
/// opened as a test before its opening; and the outcome is taken for the answered probe only,
/// proved by the hash of what was in it. A failed one is for the operator to see before the bidder
/// does.
@Component
public class SelfTest {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    private final Certificates certificates;
    private final AnswerDecryption decryption;
    private final Probes probes;
    private final Books books;

    SelfTest(Certificates certificates, AnswerDecryption decryption, Probes probes, Books books) {
        this.certificates = certificates;
        this.decryption = decryption;
        this.probes = probes;
        this.books = books;
    }

    /// Where it is written down.
    @Component("selfTests")
    record Books(CertificateNotes notes, AuditLog audit, TransactionTemplate transactions) {}

    /// @param preimage what the phone signs
    /// @param wrapped the probe, a GM/T 0009 ciphertext
    public record Opened(Cosigner.Opened round, Preimage preimage, Preimage wrapped) {}

    public Opened open(AnswerDecryption.Holder holder, NonceCommitment commitment) {
        Certificates.Stored encryption = encryption(holder);
        Probes.Made probe = Probes.wrapFor(Certificate.parse(encryption.encoded()).sm2Key());
        Authorisation asked = authorisation(holder, encryption, probe.wrapped());
        Cosigner.Opened round = decryption.open(holder, alone(asked), List.of(commitment));
        books.transactions()
                .executeWithoutResult(status ->
                        probes.keep(account(holder), round.roundId(), holder.signing(), probe));
        return new Opened(round, asked.preimage(), probe.wrapped());
    }

    /// `T` of the round's own probe.
    public Point finish(AnswerDecryption.Holder holder, RoundId round, RoundAnswer answer) {
        Certificates.Stored encryption = encryption(holder);
        Preimage wrapped =
                probes.open(account(holder), round, holder.signing())
                        .orElseThrow(CosigningProblem.round_lost::exception);
        AnswerDecryption.Answered answered =
                decryption.finish(
                        holder,
                        alone(authorisation(holder, encryption, wrapped)),
                        round,
                        List.of(answer));
        books.transactions().executeWithoutResult(status -> probes.answered(round));
        return answered.partials().getFirst();
    }

    /// @param openedHash `SM3` of what the phone got, 64 hexadecimal characters
    /// @return whether that is what was in the probe
    public boolean outcome(AnswerDecryption.Holder holder, RoundId round, String openedHash) {
        mine(holder);
        return Boolean.TRUE.equals(
                books.transactions()
                        .execute(status -> {
                            String right =
                                    probes.end(account(holder), round, holder.signing())
                                            .orElseThrow(CosigningProblem.round_lost::exception);
                            boolean passed =
                                    MessageDigest.isEqual(
                                            right.getBytes(StandardCharsets.US_ASCII),
                                            openedHash.getBytes(StandardCharsets.US_ASCII));
                            record(holder, passed);
                            return passed;
                        }));
    }

    private void record(AnswerDecryption.Holder holder, boolean passed) {
        books.notes().selfTested(holder.signing(), passed);
        books.audit()
                .record(
                        account(holder).toString(),
                        "certificate.self-test",
                        holder.signing().hex(),
                        passed ? "passed" : "failed");
        if (!passed) {
            LOG.error("certificate {} failed its self-test", holder.signing());
        }
    }

    private static AccountId account(AnswerDecryption.Holder holder) {
        return holder.person().account();
    }

    private static AnswerDecryption.Wish alone(Authorisation probe) {
        return new AnswerDecryption.Wish(Optional.empty(), List.of(probe));
    }

    private static Authorisation authorisation(
            AnswerDecryption.Holder holder, Certificates.Stored encryption, Preimage wrapped) {
        return new Authorisation(
                "self-test:" + holder.signing().hex(),
                "self-test",
                "",
                encryption.platformCode(),
                "",
                encryption.serial(),
                List.of(wrapped));
    }

    private Certificates.Stored encryption(AnswerDecryption.Holder holder) {
        return certificates.pair(mine(holder).pairId()).stream()
                .filter(Certificates.Stored::isEncryption)
                .findAny()
                .orElseThrow(CertificateProblem.not_issued::exception);
    }

    private Certificates.Stored mine(AnswerDecryption.Holder holder) {
        return certificates
                .find(holder.signing())
                .filter(it -> it.accountId().equals(account(holder)))
                .filter(Certificates.Stored::isSigning)
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }
}
