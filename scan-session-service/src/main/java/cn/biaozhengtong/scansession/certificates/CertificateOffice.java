package cn.biaozhengtong.scansession.certificates;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.DecryptionAuthorisation;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port to who keeps certificates and co-signs (ca-order-service).
public interface CertificateOffice {
    /// @param state `active`, `revoked` or `expired`
    /// @param enterpriseId null for a person's own certificate
    /// @param holder name of the enterprise, or of the person
    /// @param uscc empty for a person's own certificate
    /// @param permissions what it may be used for
    /// @param encryptionCertificate empty once a recovery gave it to another pair
    record Holder(
            String serial,
            AccountId accountId,
            DeviceId deviceId,
            @Nullable EnterpriseId enterpriseId,
            String holder,
            String uscc,
            String platformCode,
            String state,
            Set<Permission> permissions,
            byte[] signingCertificate,
            byte[] encryptionCertificate) {
        /// Anything else that it may be called keeps it from being used.
        public boolean isActive() {
            return state.equals("active");
        }

        /// @throws cn.biaozhengtong.kit.problem.ProblemException `certificate-missing` when it is
        ///   another pair's by now
        public Certificate encryption() {
            if (encryptionCertificate.length == 0) {
                throw SessionProblem.certificate_missing.exception();
            }
            return Certificate.parse(encryptionCertificate);
        }

        public String encryptionSerial() {
            return encryption().serial().hex();
        }
    }

    /// @param serverNonces `Q2`, 65 bytes each
    record Round(UUID roundId, List<byte[]> serverNonces) {}

    /// `r`, `s1` and opening, 32 bytes each.
    record Answer(byte[] r, byte[] s1, byte[] opening) {}

    /// @param wrapped whole wrapped keys, in the order of the authorisation's hashes
    record Authorised(DecryptionAuthorisation authorisation, List<byte[]> wrapped) {}

    /// What is signed with one PIN before keys are opened.
    record DecryptionWish(Preimage context, List<Authorised> authorisations) {}

    /// @param signatures in the order of what was signed
    /// @param partials `decrypt`: `T`, 65 bytes each, of all wrapped keys in order
    /// @param status the authority's statement about both certificates and these signatures, DER
    ///   ([cn.biaozhengtong.crypto.cert.StatusStatement])
    record Answered(List<byte[]> signatures, List<byte[]> partials, byte[] status) {}

    Holder holder(String serial);

    Round openDecryption(Holder holder, DecryptionWish wish, List<byte[]> commitments);

    Answered finishDecryption(Holder holder, DecryptionWish wish, UUID round, List<Answer> answers);

    /// The certificates from the issuer to the root, in PEM.
    String chainPem();

    /// The root's revocation list, DER, in which the issuing CA would stand.
    byte[] rootList();

    /// @param digest `SM3`, 32 bytes
    /// @return an RFC 3161 token over it, DER, verified
    byte[] timeStamp(byte[] digest);

    Round open(
            Holder holder, SessionId session, List<Preimage> preimages, List<byte[]> commitments);

    /// @param preimages what the round was opened over
    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    Answered finish(Holder holder, UUID round, List<Preimage> preimages, List<Answer> answers);
}
