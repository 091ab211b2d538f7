package cn.biaozhengtong.stamping.ofd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The smallest font of bare outlines (Adobe Technical Note 5176), by hand.
final class RawCff {
    static final int END = 14;
    private static final int DICTIONARY = 13;

    private RawCff() {}

    /// Its glyph 1 is a square from 0 to 500 of 1000.
    static byte[] square() {
        ByteArrayOutputStream square = new ByteArrayOutputStream();
        // rmoveto to the origin, then three sides.
        command(square, 21, 0, 0);
        command(square, 5, 500, 0);
        command(square, 5, 0, 500);
        command(square, 5, -500, 0);
        square.write(END);
        return of(square.toByteArray());
    }

    /// @param outline of its glyph 1
    static byte[] of(byte[] outline) {
        byte[] name = index("S".getBytes(StandardCharsets.US_ASCII));
        byte[] none = new byte[] {0, 0};
        byte[] glyphs = index(new byte[] {END}, outline);
        int top = 4 + name.length + index(new byte[DICTIONARY]).length + 2 * none.length;
        ByteArrayOutputStream dict = new ByteArrayOutputStream();
        // The glyphs, then the private dictionary of two bytes behind them.
        five(dict, top);
        dict.write(17);
        dict.write(141);
        five(dict, top + glyphs.length);
        dict.write(18);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, 0, 4, 2});
        out.writeBytes(name);
        out.writeBytes(index(dict.toByteArray()));
        out.writeBytes(none);
        out.writeBytes(none);
        out.writeBytes(glyphs);
        // All glyphs are 0 wide.
        out.writeBytes(new byte[] {(byte) 139, 20});
        return out.toByteArray();
    }

    private static byte[] index(byte[]... items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(items.length);
        out.write(2);
        int at = 1;
        two(out, at);
        for (byte[] it : items) {
            at += it.length;
            two(out, at);
        }
        for (byte[] it : items) {
            out.writeBytes(it);
        }
        return out.toByteArray();
    }

    private static void two(ByteArrayOutputStream out, int number) {
        out.write(number >> 8);
        out.write(number);
    }

    private static void five(ByteArrayOutputStream out, int number) {
        out.write(29);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(number >> shift);
        }
    }

    /// @param operator of two bytes from 0xc00 on
    static void command(ByteArrayOutputStream out, int operator, int... operands) {
        for (int it : operands) {
            out.write(28);
            two(out, it);
        }
        if (operator > 0xff) {
            out.write(operator >> 8);
        }
        out.write(operator);
    }
}
