package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.stamping.Trust;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// Whom a verification believes, as it is handed to a worker: DER in Base64.
///
/// @param signers roots of those who sign
/// @param makers certificates of seal makers
/// @param timeStamps roots of time stamp authorities
/// @param between certificates that may stand between
/// @param lists revocation lists
/// @param now the moment of the verification
public record GivenTrust(
        List<String> signers,
        List<String> makers,
        List<String> timeStamps,
        List<String> between,
        List<String> lists,
        Instant now) {
    public GivenTrust {
        signers = List.copyOf(signers);
        makers = List.copyOf(makers);
        timeStamps = List.copyOf(timeStamps);
        between = List.copyOf(between);
        lists = List.copyOf(lists);
    }

    Trust trust() {
        return new Trust(
                believing(signers),
                believing(makers),
                believing(timeStamps),
                certificates(between),
                lists.stream().map(it -> Crl.parse(Base64.getDecoder().decode(it))).toList(),
                List.of(),
                now);
    }

    private static ChainVerifier believing(List<String> roots) {
        return ChainVerifier.trusting(certificates(roots).toArray(Certificate[]::new));
    }

    private static List<Certificate> certificates(List<String> der) {
        return der.stream().map(it -> Certificate.parse(Base64.getDecoder().decode(it))).toList();
    }
}
