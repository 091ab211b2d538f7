package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import java.util.List;
import java.util.Optional;

/// Whom a verification believes.
///
/// Makers are trusted apart from signers: nothing in a certificate of GM/T 0015 tells one from the
/// other, so under a root of both every subscriber could make himself a seal in another's name.
///
/// @param makers certificates of makers, or roots of theirs alone
/// @param signers roots of signers and of time stamps
/// @param between certificates between, which are not trusted by that
/// @param evidence of revocation; without it, revocation is not known
public record Trust(
        ChainVerifier makers,
        ChainVerifier signers,
        List<Certificate> between,
        Optional<RevocationEvidence> evidence) {
    public Trust {
        between = List.copyOf(between);
    }

    /// Of somebody who knows no authority: what is intact is not proven.
    public static Trust nobody() {
        ChainVerifier none = ChainVerifier.trusting();
        return new Trust(none, none, List.of(), Optional.empty());
    }
}
