package cn.biaozhengtong.stamping.ofd.structure;

import java.util.Arrays;
import java.util.StringTokenizer;
import java.util.zip.ZipException;

/// Lists of numbers between blanks (ST_Array).
public final class Numbers {
    private Numbers() {}

    /// @param max how many are read
    public static double[] parse(String text, int max) throws ZipException {
        StringTokenizer in = new StringTokenizer(text);
        double[] out = new double[16];
        int count = 0;
        while (in.hasMoreTokens() && count < max) {
            if (count == out.length) {
                out = Arrays.copyOf(out, 2 * count);
            }
            out[count++] = number(in.nextToken());
        }
        return Arrays.copyOf(out, count);
    }

    /// The same with `g count value`, which is the value so many times (GB/T 33190 §11.3).
    public static double[] deltas(String text, int max) throws ZipException {
        StringTokenizer in = new StringTokenizer(text);
        double[] out = new double[Math.min(max, 16)];
        int count = 0;
        while (in.hasMoreTokens() && count < max) {
            String token = in.nextToken();
            double times = 1;
            if (token.equals("g")) {
                times = number(in.hasMoreTokens() ? in.nextToken() : "");
                token = in.hasMoreTokens() ? in.nextToken() : "";
            }
            double value = number(token);
            for (int i = 0; i < times && count < max; i++) {
                if (count == out.length) {
                    out = Arrays.copyOf(out, 2 * count);
                }
                out[count++] = value;
            }
        }
        return Arrays.copyOf(out, count);
    }

    private static double number(String token) throws ZipException {
        try {
            double out = Double.parseDouble(token);
            if (Double.isFinite(out)) {
                return out;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new ZipException("no number");
    }
}
