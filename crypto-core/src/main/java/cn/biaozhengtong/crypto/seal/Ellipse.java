package cn.biaozhengtong.crypto.seal;

/// An ellipse around the middle; a parameter of 0 is the top, and grows clockwise.
record Ellipse(double a, double b) {
    private static final int STEPS = 3600;

    double x(double t) {
        return a * Math.sin(t);
    }

    double y(double t) {
        return -b * Math.cos(t);
    }

    /// The parameter where a ray from the middle meets it.
    ///
    /// @param degrees of the ray from the top, clockwise
    double at(double degrees) {
        double angle = Math.toRadians(degrees);
        return Math.atan2(Math.sin(angle) / a, Math.cos(angle) / b);
    }

    /// Direction of travel with growing t.
    double tangent(double t) {
        return Math.atan2(b * Math.sin(t), a * Math.cos(t));
    }

    /// Of the circle that fits the curve at t.
    private double radius(double t) {
        return Math.pow(Math.hypot(a * Math.cos(t), b * Math.sin(t)), 3) / (a * b);
    }

    /// A part of the curve, from one parameter to another, against the clock where that is smaller.
    Arc arc(double from, double to) {
        double[] lengths = new double[STEPS + 1];
        double sharpest = radius(from);
        for (int i = 1; i <= STEPS; i++) {
            double before = from + (to - from) * (i - 1) / STEPS;
            double here = from + (to - from) * i / STEPS;
            lengths[i] = lengths[i - 1] + Math.hypot(x(here) - x(before), y(here) - y(before));
            sharpest = Math.min(sharpest, radius(here));
        }
        return new Arc(from, to, lengths, sharpest);
    }

    /// Lengths along it, looked up in a table of fine steps.
    static final class Arc {
        private final double from;
        private final double to;
        private final double[] lengths;
        private final double sharpest;

        private Arc(double from, double to, double[] lengths, double sharpest) {
            this.from = from;
            this.to = to;
            this.lengths = lengths;
            this.sharpest = sharpest;
        }

        double length() {
            return lengths[STEPS];
        }

        /// The smallest radius of it.
        double sharpest() {
            return sharpest;
        }

        /// The parameter after so much of its length.
        double after(double length) {
            int low = 0;
            int high = STEPS;
            while (low < high) {
                int middle = (low + high) / 2;
                if (lengths[middle] < length) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return from + (to - from) * low / STEPS;
        }
    }
}
