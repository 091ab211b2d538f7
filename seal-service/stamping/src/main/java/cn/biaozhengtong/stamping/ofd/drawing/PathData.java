package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.zip.ZipException;

/// AbbreviatedData (GB/T 33190 §9.3): S and M move, L, Q, B and A draw, C closes.
final class PathData {
    private final String text;
    private final Budget budget;
    private final Path2D.Double out;
    private final double[] operands = new double[7];
    private int at;

    private PathData(String text, int rule, Budget budget) {
        this.text = text;
        this.budget = budget;
        this.out = new Path2D.Double(rule);
    }

    /// @param rule of [Path2D]
    /// @throws ZipException when it is malformed
    static Path2D parse(String text, int rule, Budget budget)
            throws ZipException, RefusedException {
        PathData data = new PathData(text, rule, budget);
        char operator = ' ';
        while (data.skip()) {
            // Without a letter the last one goes on.
            if (Character.isLetter(text.charAt(data.at))) {
                operator = text.charAt(data.at++);
            } else if (operator == 'C') {
                throw new ZipException("path");
            }
            budget.spend(Budget.Of.segments, 1);
            data.step(operator);
        }
        return data.out;
    }

    private boolean skip() {
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
            at++;
        }
        return at < text.length();
    }

    private void step(char operator) throws ZipException {
        take(
                switch (operator) {
                    case 'S', 'M', 'L' -> 2;
                    case 'Q' -> 4;
                    case 'B' -> 6;
                    case 'A' -> 7;
                    case 'C' -> 0;
                    default -> throw new ZipException("path");
                });
        double[] it = operands;
        boolean moves = operator == 'S' || operator == 'M';
        if (!moves && out.getCurrentPoint() == null) {
            out.moveTo(0, 0);
        }
        switch (operator) {
            case 'S', 'M' -> out.moveTo(it[0], it[1]);
            case 'L' -> out.lineTo(it[0], it[1]);
            case 'Q' -> out.quadTo(it[0], it[1], it[2], it[3]);
            case 'B' -> out.curveTo(it[0], it[1], it[2], it[3], it[4], it[5]);
            case 'A' -> arc();
            default -> out.closePath();
        }
    }

    private void arc() {
        Point2D from = out.getCurrentPoint();
        Point2D to = new Point2D.Double(operands[5], operands[6]);
        Arc arc =
                new Arc(
                        Math.abs(operands[0]),
                        Math.abs(operands[1]),
                        Math.toRadians(operands[2] % 360),
                        operands[3] != 0,
                        operands[4] != 0);
        out.append(arc.between(from, to), true);
        // To the very point, whatever was rounded between.
        out.lineTo(to.getX(), to.getY());
    }

    private void take(int count) throws ZipException {
        for (int i = 0; i < count; i++) {
            if (!skip()) {
                throw new ZipException("path");
            }
            int from = at;
            while (at < text.length() && isOfANumber(text.charAt(at), at > from)) {
                at++;
            }
            operands[i] = number(text.substring(from, at));
        }
    }

    /// @param inside whether it follows another
    private static boolean isOfANumber(char it, boolean inside) {
        return it >= '0' && it <= '9'
                || it == '.'
                || it == '-'
                || it == '+'
                || inside && (it == 'e' || it == 'E');
    }

    private static double number(String token) throws ZipException {
        try {
            return Node.sane(Double.parseDouble(token));
        } catch (NumberFormatException e) {
            throw new ZipException("path");
        }
    }
}
