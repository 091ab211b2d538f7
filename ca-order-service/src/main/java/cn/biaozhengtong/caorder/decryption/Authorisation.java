package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    /// `SM3` hash, in hexadecimal, of tag, fields and the hash of each wrapped key.
    public Preimage preimage() {
        List<String> fields = new ArrayList<>();
        fields.add("bzt/decrypt-authorisation/v1");
        fields.add(session);
        fields.add(tender);
        fields.add(lot);
        fields.add(platformCode);
        fields.add(recipientHash);
        fields.add(encryptionSerial.hex());
        wrappedKeys.forEach(it -> fields.add(Sm3.hex(it.toBytes())));
        return Preimage.of(SignedContext.hashOf(fields).getBytes(StandardCharsets.US_ASCII));
    }
}
