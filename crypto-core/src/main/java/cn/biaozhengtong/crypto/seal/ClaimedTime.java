package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/// timeInfo of version 1: a BIT STRING of which GM/T 0031-2014 says only that it may be a time or a
/// time stamp. Met are texts (ISO 8601, and ASN.1's forms); a time stamp's time is taken as what
/// the signer claims, since the standard does not say what it stamps.
final class ClaimedTime {
    private static final int SEQUENCE = 0x30;
    private static final int MAX_TEXT = 40;
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private ClaimedTime() {}

    static Instant parse(byte[] value) {
        if (value.length == 0) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            if (value[0] == SEQUENCE) {
                TimeStampToken token = new TimeStampToken(new CMSSignedData(value));
                return token.getTimeStampInfo().getGenTime().toInstant();
            }
            if (value[0] < ' ') {
                ASN1Primitive time = ASN1Primitive.fromByteArray(value);
                return Ses.instant(time, Ses.V1);
            }
            return text(new String(value, StandardCharsets.US_ASCII));
        } catch (IOException | TSPException | CMSException | DateTimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static Instant text(String text) {
        if (text.length() > MAX_TEXT) {
            throw new CryptoException(Reason.malformed);
        }
        if (text.matches("\\d{12}Z")) {
            return Ses.instant(new ASN1UTCTime(text), Ses.V1);
        }
        return text.matches("\\d{14}Z")
                ? LocalDateTime.parse(text, DIGITS).toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant();
    }
}
