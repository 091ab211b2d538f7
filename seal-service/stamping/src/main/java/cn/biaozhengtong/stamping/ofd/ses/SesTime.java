package cn.biaozhengtong.stamping.ofd.ses;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times in seals: GeneralizedTime, UTCTime, and ISO 8601 text in the BIT STRING of version 1.
final class SesTime {
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private SesTime() {}

    static Instant of(String text) {
        try {
            if (text.matches("\\d{12}Z")) {
                String century = text.compareTo("50") < 0 ? "20" : "19";
                return digits(century + text);
            }
            return text.matches("\\d{14}Z") ? digits(text) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static Instant digits(String text) {
        return LocalDateTime.parse(text.substring(0, 14), DIGITS).toInstant(ZoneOffset.UTC);
    }
}
