package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/// What the header of a seal, or of a signature with one, says of itself, before anything of it is
/// believed. Versions 1 (GM/T 0031-2014) and 4 (GB/T 38540-2020) are read; another, such as the 5
/// of GM/T 0031-2025, is told and not guessed at.
///
/// @param number as the header has it; of a signature the seal's, when that is the one not read
/// @param signature whether it is a signature, which holds a seal; else a seal alone
public record SealVersion(int number, boolean signature) {
    private static final int MAX_LENGTH = 16 << 20;

    /// @param der of whatever lies where a seal should
    /// @return empty for what is neither, such as a bare SM2 signature `SEQ{r, s}`
    public static Optional<SealVersion> of(byte[] der) {
        if (der.length > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            ASN1Sequence first = Ses.sequence(parts, 0);
            if (first.getObjectAt(0) instanceof ASN1Integer) {
                // The seal that the signature holds must be there too, whatever its version.
                int seal = SealInfo.version(Ses.sequence(Ses.sequence(first, 1), 0));
                int own = Ses.integer(first, 0);
                // The one that is not read decides what can be said.
                return Optional.of(new SealVersion(isRead(seal) ? own : seal, true));
            }
            return Optional.of(new SealVersion(SealInfo.version(first), false));
        } catch (CryptoException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        } catch (ClassCastException | ArithmeticException | IndexOutOfBoundsException e) {
            // Another structure.
            return Optional.empty();
        }
    }

    /// Whether [Seal] and [SealSignature] read it.
    public boolean isRead() {
        return isRead(number);
    }

    private static boolean isRead(int number) {
        return number == Ses.V1 || number == Ses.V4;
    }
}
