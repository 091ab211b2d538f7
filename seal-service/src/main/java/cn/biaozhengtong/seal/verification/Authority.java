package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import java.util.ArrayList;
import java.util.List;

/// Port to our CA (ca-order-service): whom to believe, what is revoked, and the time.
public interface Authority {
    /// @param makers certificates of our seal makers, also earlier ones
    /// @param issued the issuing CA's revocation lists of this moment
    /// @param rootList the root's, in which the issuing CA would stand
    record Known(
            Certificate root,
            Certificate issuing,
            List<Certificate> makers,
            List<Crl> issued,
            Crl rootList) {
        public Known {
            makers = List.copyOf(makers);
            issued = List.copyOf(issued);
        }

        List<Crl> lists() {
            List<Crl> out = new ArrayList<>(issued);
            out.add(rootList);
            return out;
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    Known known();

    /// A time stamp (RFC 3161) of each, verified, in their order.
    ///
    /// @param digests SM3 of what is stamped, 32 bytes each, 64 at most
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    List<TimeStamp> stamps(List<byte[]> digests, Certificate root);

    /// One answer of OCSP about certificates of the issuing CA, verified.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    OcspAnswer statuses(List<SerialNumber> serials, Certificate issuing);
}
