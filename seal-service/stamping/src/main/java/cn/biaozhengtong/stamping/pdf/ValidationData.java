package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import java.util.List;

/// What a verification needs besides a signature, and nobody may have any more when it is made:
/// with it in the file a signature is PAdES baseline LT (ETSI EN 319 142-1 §6.2).
///
/// @param certificates of those who signed, stamped the time and made the seal, with their issuers
/// @param answers of OCSP about them
/// @param lists where nobody answers, such as a root's
public record ValidationData(
        List<Certificate> certificates, List<OcspAnswer> answers, List<Crl> lists) {
    private static final int MOST = 32;

    /// @throws IllegalArgumentException when it is more than a reader takes from one signer
    public ValidationData {
        certificates = List.copyOf(certificates);
        answers = List.copyOf(answers);
        lists = List.copyOf(lists);
        if (certificates.size() + answers.size() + lists.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " items");
        }
    }
}
