package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.util.List;

/// Port to our CA (ca-order-service): whom to believe, what is revoked, and the time.
public interface Authority {
    /// @param makers certificates of our seal makers, also earlier ones
    /// @param lists the revocation lists of this moment
    record Known(Certificate root, Certificate issuing, List<Certificate> makers, List<Crl> lists) {
        public Known {
            makers = List.copyOf(makers);
            lists = List.copyOf(lists);
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    Known known();

    /// A time stamp (RFC 3161), verified.
    ///
    /// @param digest SM3 of what is stamped, 32 bytes
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    TimeStamp.Token stamp(byte[] digest, Certificate root);
}
