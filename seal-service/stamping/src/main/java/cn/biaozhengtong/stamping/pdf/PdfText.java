package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/// How text, numbers and times are written in a PDF (ISO 32000-2 §7.3, §7.9).
final class PdfText {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'(D:'yyyyMMddHHmmss'+00''00'')'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private PdfText() {}

    /// Never with an exponent, which PDF does not know.
    static String decimal(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static Token date(Instant at) {
        return new Token(DATE.format(at));
    }

    /// As UTF-16, which every version of PDF reads; in hexadecimal, so that nothing is escaped.
    static Token text(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        return new Token("<FEFF" + HexFormat.of().withUpperCase().formatHex(utf16) + ">");
    }

    static Token hex(byte[] bytes) {
        return new Token("<" + HexFormat.of().withUpperCase().formatHex(bytes) + ">");
    }

    /// What a string says; one in PDFDocEncoding is read as Latin-1, which names of fields share.
    static String read(Token string) {
        byte[] bytes = bytes(string.text());
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        boolean utf8 =
                bytes.length >= 3
                        && bytes[0] == (byte) 0xEF
                        && bytes[1] == (byte) 0xBB
                        && bytes[2] == (byte) 0xBF;
        return utf8
                ? new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8)
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String token) {
        return token.startsWith("<") ? unhex(token) : unescape(token);
    }

    private static byte[] unhex(String token) {
        StringBuilder digits = new StringBuilder();
        token.chars()
                .filter(it -> Character.digit(it, 16) >= 0)
                .forEach(it -> digits.append((char) it));
        if (digits.length() % 2 == 1) {
            digits.append('0');
        }
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] unescape(String token) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = token.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = token.charAt(i);
            if (c != '\\') {
                out.write(c);
                continue;
            }
            c = token.charAt(++i);
            int plain = "nrtbf".indexOf(c);
            if (plain >= 0) {
                out.write("\n\r\t\b\f".charAt(plain));
            } else if (c >= '0' && c <= '7') {
                int value = 0;
                int digits = 0;
                while (digits < 3 && token.charAt(i) >= '0' && token.charAt(i) <= '7') {
                    value = value * 8 + token.charAt(i++) - '0';
                    digits++;
                }
                i--;
                out.write(value);
            } else if (c == '\r' && token.charAt(i + 1) == '\n') {
                i++;
            } else if (c != '\n' && c != '\r') {
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
