package cn.biaozhengtong.stamping.pdf.verification;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates (ISO 32000-2 §7.9.4): `D:20261127155138+08'00'`.
final class PdfDate {
    private static final Pattern FORM =
            Pattern.compile(
                    "D:(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)"
                            + "(?:Z.*|([+-])(\\d\\d)'?(?:(\\d\\d)'?)?)?");

    private PdfDate() {}

    /// Empty when it is none; without a zone it is UTC.
    static Optional<Instant> parse(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            part(found, 1),
                            part(found, 2),
                            part(found, 3),
                            part(found, 4),
                            part(found, 5),
                            part(found, 6));
            int sign = "-".equals(found.group(7)) ? -1 : 1;
            ZoneOffset zone =
                    found.group(7) == null
                            ? ZoneOffset.UTC
                            : ZoneOffset.ofHoursMinutes(
                                    sign * part(found, 8), sign * part(found, 9));
            return Optional.of(local.toInstant(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int part(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
