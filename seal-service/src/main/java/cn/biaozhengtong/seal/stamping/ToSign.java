package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.seal.work.Answers.OfdPlace;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What is signed in a prepared document, built here from its digest, the seal and the certificate
/// alone, and what comes of a signature over it.
///
/// @param chain the signer's certificate first
record ToSign(PreparedFile prepared, Seal seal, List<Certificate> chain) {
    ToSign {
        chain = List.copyOf(chain);
    }

    private byte[] digest() {
        return HexFormat.of().parseHex(prepared.digest());
    }

    /// The phone builds the same.
    Preimage preimage() {
        OfdPlace ofd = prepared.ofd();
        return ofd == null
                ? SignedDataBuilder.sealedPreimage(digest(), seal.encoded(), chain.getFirst())
                : SealSignature.prepare(seal, ofd.at(), digest(), prepared.property());
    }

    /// DER of what is embedded: SignedData in a PDF, SES_Signature in an OFD.
    ///
    /// @throws cn.biaozhengtong.crypto.CryptoException when the signature is not the signer's
    byte[] completed(byte[] signature, TimeStamp.Token stamp) {
        if (prepared.ofd() == null) {
            return SignedDataBuilder.sealed(digest(), seal.encoded(), chain)
                    .assembleStamped(signature, stamp);
        }
        return SealSignature.assemble(
                        preimage(), chain.getFirst(), signature, Optional.of(stamp.encoded()))
                .encoded();
    }
}
