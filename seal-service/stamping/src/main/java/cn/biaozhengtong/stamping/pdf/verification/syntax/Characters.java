package cn.biaozhengtong.stamping.pdf.verification.syntax;

/// Classes of characters (ISO 32000-2 §7.2.3).
public final class Characters {
    /// A sealed document is mostly hexadecimal digits.
    private static final byte[] HEX = new byte['f' + 1];

    static {
        for (int c = 0; c < HEX.length; c++) {
            HEX[c] = (byte) Character.digit(c, 16);
        }
    }

    private Characters() {}

    public static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    static boolean isDelimiter(int c) {
        return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{'
                || c == '}' || c == '/' || c == '%';
    }

    static boolean isRegular(int c) {
        return c >= 0 && !isSpace(c) && !isDelimiter(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// -1 when it is none.
    public static int hex(int c) {
        return c < 0 || c > 'f' ? -1 : HEX[c];
    }
}
