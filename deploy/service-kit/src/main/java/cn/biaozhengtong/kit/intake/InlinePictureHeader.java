package cn.biaozhengtong.kit.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands between `BI` and `ID` in a page's content, as viewers read it: keys and values, one
/// byte after the other (ISO 32000-1, 7.2 and 8.9.7). Only the sides are wanted.
final class InlinePictureHeader {
    private static final int MAX_TOKEN = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]*(\\d*)(\\.\\d*)?.*");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");

    private final StringBuilder token = new StringBuilder();
    private State state = State.between;
    private int depth;
    private String key = "";
    private long width;
    private long height;

    private enum State {
        between,
        word,
        string,
        escaped,
        angle,
        hex,
        comment
    }

    /// @return whether it goes on; not after `ID`
    boolean read(int it) {
        switch (state) {
            case between, word -> {
                return code(it);
            }
            case string -> string(it);
            case escaped -> state = State.string;
            case angle -> {
                state = State.hex;
                if (it == '<') {
                    state = State.between;
                } else {
                    hex(it);
                }
            }
            case hex -> hex(it);
            case comment -> {
                if (it == '\n' || it == '\r') {
                    state = State.between;
                }
            }
        }
        return true;
    }

    private boolean code(int it) {
        if (isRegular(it)) {
            state = State.word;
            add(it);
            return true;
        }
        if (state == State.word && ended()) {
            return false;
        }
        state = State.between;
        switch (it) {
            case '/' -> {
                state = State.word;
                add(it);
            }
            case '(' -> {
                state = State.string;
                depth = 1;
            }
            case '<' -> state = State.angle;
            case '%' -> state = State.comment;
            default -> {}
        }
        return true;
    }

    private void add(int it) {
        if (token.length() < MAX_TOKEN) {
            token.append((char) it);
        }
    }

    /// @return whether this word begins the picture's data
    private boolean ended() {
        String word = token.toString();
        token.setLength(0);
        if (word.startsWith("/")) {
            key = ESCAPE.matcher(word).replaceAll(it -> character(it.group(1)));
            return false;
        }
        switch (key) {
            case "/W", "/Width" -> width = Math.max(width, number(word));
            case "/H", "/Height" -> height = Math.max(height, number(word));
            default -> {}
        }
        key = "";
        return word.equals("ID");
    }

    private static String character(String hex) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex, 16)));
    }

    private static long number(String word) {
        Matcher it = NUMBER.matcher(word);
        String digits = it.matches() ? it.group(1) : "";
        // Longer ones are too large whatever they say.
        return digits.isEmpty() ? 0 : digits.length() > 9 ? 1L << 30 : Long.parseLong(digits);
    }

    private void string(int it) {
        switch (it) {
            case '\\' -> state = State.escaped;
            case '(' -> depth++;
            case ')' -> depth--;
            default -> {}
        }
        if (depth == 0) {
            state = State.between;
        }
    }

    private void hex(int it) {
        if (it == '>') {
            state = State.between;
        }
    }

    static boolean isRegular(int it) {
        return " \t\r\n\f\0()<>[]{}/%".indexOf(it) < 0;
    }

    /// In pixels; 0 while it is not said.
    long width() {
        return width;
    }

    long height() {
        return height;
    }
}
