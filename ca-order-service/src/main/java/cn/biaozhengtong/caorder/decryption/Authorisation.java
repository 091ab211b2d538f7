package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.session.DecryptionAuthorisation;
import java.util.List;

/// Exactly what a user lets be decrypted; his two-party signature covers all of it.
///
/// @param session whose it is, such as a scan session's id
/// @param recipientHash `SM3` of the certificate that the keys are encrypted to afterwards, in
///   hexadecimal; empty when they stay on the phone
/// @param encryptionSerial of the certificate that the keys were wrapped for
/// @param wrappedKeys whole GM/T 0009 ciphertexts, in order
public record Authorisation(
        String session,
        String tender,
        String lot,
        String platformCode,
        String recipientHash,
        SerialNumber encryptionSerial,
        List<Preimage> wrappedKeys) {
    public Preimage preimage() {
        return new DecryptionAuthorisation(
                        session,
                        tender,
                        lot,
                        platformCode,
                        recipientHash,
                        encryptionSerial.hex(),
                        wrappedKeys.stream().map(it -> Sm3.hex(it.toBytes())).toList())
                .preimage();
    }
}
