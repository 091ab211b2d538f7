package cn.biaozhengtong.stamping.pdf.verification;

import java.util.Optional;

/// Where a signature keeps the seal under which it was made.
///
/// What is found must be covered by the signature (an entry of its dictionary, a signed attribute):
/// a seal beside it could be exchanged by anybody.
public interface SealOfSignature {
    /// In an entry of the signature's dictionary, which its ByteRange covers.
    SealOfSignature IN_ENTRY = (entries, cms) -> entries.bytes("BZT_Seal");

    /// Entries of a signature's dictionary.
    interface Entries {
        /// Of a string; empty when there is none.
        Optional<byte[]> bytes(String key);
    }

    /// @param cms DER of the signature
    /// @return DER of an SESeal; empty when the signature has none
    Optional<byte[]> in(Entries entries, byte[] cms);
}
