package cn.biaozhengtong.crypto;

import cn.biaozhengtong.crypto.internal.Framed;
import java.time.Instant;
import java.util.List;

/// `bzt/context/v2`: what a certificate signs first in every scan session, as canonical bytes.
///
/// The tag, then every field in the order of this record, each as 4 bytes big-endian length and
/// UTF-8. Whoever has the fields can rebuild the bytes, and so prove what was shown.
///
/// @param kind kind of session (`bind`, `login`, …)
/// @param serverRandom 64 hexadecimal characters chosen by the scan service
/// @param challenge the relying party's own challenge
/// @param contentHash SM3 over everything shown, 64 hexadecimal characters
/// @param relyingPartyCertificateHash SM3 of the party's certificate, or empty
/// @param flow `qr` or `link`
/// @param uscc of the enterprise that acts; empty for a person's own certificate
/// @param certificateSerial of the signing certificate
/// @param encryptionSerial of the encryption certificate that belongs to it
/// @param rpAccount the platform's account that acts, as it is bound
/// @param role of who acts in the enterprise
/// @param time when the service built these bytes, ISO-8601 in UTC
public record SignedContext(
        String kind,
        String sessionId,
        String platformCode,
        String platformName,
        String serverRandom,
        String challenge,
        String contentHash,
        String relyingPartyCertificateHash,
        String verificationCode,
        String flow,
        String uscc,
        String certificateSerial,
        String encryptionSerial,
        String rpAccount,
        String role,
        String time) {
    private static final String TAG = "bzt/context/v2";

    /// The bytes that are signed.
    public Preimage preimage() {
        return Preimage.of(Framed.of(TAG, fields()));
    }

    /// Parses the time field.
    public Instant instant() {
        return Instant.parse(time);
    }

    /// SM3 over length-prefixed UTF-8 fields: how lists of facts become one.
    public static String hashOf(List<String> fields) {
        return Sm3.hex(Framed.of("", fields));
    }

    private List<String> fields() {
        return List.of(
                kind,
                sessionId,
                platformCode,
                platformName,
                serverRandom,
                challenge,
                contentHash,
                relyingPartyCertificateHash,
                verificationCode,
                flow,
                uscc,
                certificateSerial,
                encryptionSerial,
                rpAccount,
                role,
                time);
    }
}
