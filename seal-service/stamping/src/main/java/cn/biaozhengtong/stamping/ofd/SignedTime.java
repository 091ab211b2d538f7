package cn.biaozhengtong.stamping.ofd;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// SignatureDateTime in the forms that are met: `xs:dateTime` as we write it, a blank for the T,
/// without a zone, and GeneralizedTime.
final class SignedTime {
    /// Local times of China.
    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final Duration SAME = Duration.ofMinutes(10);
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private SignedTime() {}

    static String written(Instant at) {
        return WRITTEN.format(at.atOffset(CHINA));
    }

    /// Whether it names that moment, in any zone that the writer may have meant.
    static boolean names(String text, Instant at) {
        List<Instant> meant = meant(text);
        return meant.stream().anyMatch(it -> Duration.between(it, at).abs().compareTo(SAME) <= 0);
    }

    private static List<Instant> meant(String text) {
        String plain = text.strip().replace(' ', 'T');
        boolean digits = plain.matches("\\d{14}Z?");
        Optional<Instant> exact = digits ? Optional.empty() : zoned(plain);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        try {
            // Some write a Z behind a local time.
            LocalDateTime local =
                    digits
                            ? LocalDateTime.parse(plain.substring(0, 14), DIGITS)
                            : LocalDateTime.parse(plain);
            return List.of(local.toInstant(CHINA), local.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    private static Optional<Instant> zoned(String plain) {
        try {
            return Optional.of(OffsetDateTime.parse(plain).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
