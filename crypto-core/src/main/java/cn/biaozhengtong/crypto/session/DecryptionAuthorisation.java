package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `bzt/decrypt-authorisation/v1`: exactly what a user lets be decrypted with one certificate.
///
/// @param session whose it is, such as a scan session's id
/// @param recipientHash `SM3` of the certificate that the keys are encrypted to afterwards, in
///   hexadecimal; empty when they stay on the phone
/// @param encryptionSerial of the certificate that the keys were wrapped for, in hexadecimal
/// @param keyHashes `SM3` of each whole wrapped key, in order
public record DecryptionAuthorisation(
        String session,
        String tender,
        String lot,
        String platformCode,
        String recipientHash,
        String encryptionSerial,
        List<String> keyHashes) {
    /// `SM3` hash, in hexadecimal, of tag, fields and the hash of each wrapped key.
    public Preimage preimage() {
        List<String> fields = new ArrayList<>();
        fields.add("bzt/decrypt-authorisation/v1");
        fields.add(session);
        fields.add(tender);
        fields.add(lot);
        fields.add(platformCode);
        fields.add(recipientHash);
        fields.add(encryptionSerial);
        fields.addAll(keyHashes);
        return Preimage.of(SignedContext.hashOf(fields).getBytes(StandardCharsets.US_ASCII));
    }
}
