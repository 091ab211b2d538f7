package cn.biaozhengtong.crypto.seal;

/// Tells ink from paper by how far a pixel is from the paper around it, in opponent colours
/// (lightness, red against green, blue against yellow), so that a shadow, which is only darker,
/// counts for less than a colour. The threshold is found in the picture itself (Otsu).
final class InkFilter {
    /// Tiles to a side: fine enough for a shadow across the sheet.
    private static final int TILES = 16;

    /// The lightest part of a tile, which is taken for its paper.
    private static final double PAPER = 0.3;

    private static final double COLOUR = 2;
    private static final int LEVELS = 512;

    /// The alpha edge begins and ends at these parts of the threshold.
    private static final double CLEAR = 0.6;

    private static final double SOLID = 1.4;

    /// Nearer to the paper than this is grain and noise, whatever Otsu says.
    private static final int NOISE = 36;

    private final Pixels in;
    private final int[][] paper = new int[3][TILES * TILES];

    InkFilter(Pixels in) {
        this.in = in;
        for (int tile = 0; tile < TILES * TILES; tile++) {
            measure(tile);
        }
        smooth();
    }

    private int left(int tile) {
        return tile % TILES * in.width() / TILES;
    }

    private int top(int tile) {
        return tile / TILES * in.height() / TILES;
    }

    /// By lightness, since red ink can have more red than dim paper.
    private void measure(int tile) {
        int[][] sums = new int[LEVELS][4];
        int right = (tile % TILES + 1) * in.width() / TILES;
        int bottom = (tile / TILES + 1) * in.height() / TILES;
        for (int y = top(tile); y < bottom; y++) {
            for (int x = left(tile); x < right; x++) {
                int at = y * in.width() + x;
                int[] sum = sums[(in.channel(at, 16) + in.channel(at, 8) + in.channel(at, 0)) / 3];
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += in.channel(at, 16 - 8 * channel);
                }
                sum[3]++;
            }
        }
        int[] light = new int[4];
        double wanted = PAPER * (right - left(tile)) * (bottom - top(tile));
        for (int level = 255; level >= 0 && light[3] < wanted; level--) {
            for (int i = 0; i < 4; i++) {
                light[i] += sums[level][i];
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            paper[channel][tile] = light[channel] / Math.max(1, light[3]);
        }
    }

    /// A tile full of ink takes the paper of those around it: the lightest of nine.
    private void smooth() {
        int[] lightest = new int[TILES * TILES];
        for (int tile = 0; tile < lightest.length; tile++) {
            lightest[tile] = tile;
            for (int i = 0; i < 9; i++) {
                int x = tile % TILES + i % 3 - 1;
                int y = tile / TILES + i / 3 - 1;
                boolean inside = x >= 0 && y >= 0 && x < TILES && y < TILES;
                if (inside && lightness(y * TILES + x) > lightness(lightest[tile])) {
                    lightest[tile] = y * TILES + x;
                }
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            int[] from = paper[channel].clone();
            for (int tile = 0; tile < lightest.length; tile++) {
                paper[channel][tile] = from[lightest[tile]];
            }
        }
    }

    private int lightness(int tile) {
        return paper[0][tile] + paper[1][tile] + paper[2][tile];
    }

    /// Between the middles of four tiles.
    private double paperAt(int channel, int x, int y) {
        double u = clamped((x + 0.5) * TILES / in.width() - 0.5);
        double v = clamped((y + 0.5) * TILES / in.height() - 0.5);
        int left = Math.min((int) u, TILES - 2);
        int top = Math.min((int) v, TILES - 2);
        int[] it = paper[channel];
        double above = mix(it[top * TILES + left], it[top * TILES + left + 1], u - left);
        double below =
                mix(it[(top + 1) * TILES + left], it[(top + 1) * TILES + left + 1], u - left);
        return mix(above, below, v - top);
    }

    private static double clamped(double tile) {
        return Math.max(0, Math.min(TILES - 1, tile));
    }

    private static double mix(double one, double two, double part) {
        return one + (two - one) * part;
    }

    private int distance(int x, int y) {
        int at = y * in.width() + x;
        double red = in.channel(at, 16) - paperAt(0, x, y);
        double green = in.channel(at, 8) - paperAt(1, x, y);
        double blue = in.channel(at, 0) - paperAt(2, x, y);
        double light = Math.min(0, (red + green + blue) / 3);
        double apart = COLOUR * Math.hypot((red - green) / 2, (red + green) / 4 - blue / 2);
        return (int) Math.min(LEVELS - 1, Math.hypot(light, apart));
    }

    Pixels inkOnly() {
        int[] distances = new int[in.width() * in.height()];
        int[] counts = new int[LEVELS];
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                int it = distance(x, y);
                distances[y * in.width() + x] = it;
                counts[it]++;
            }
        }
        double threshold = Math.max(NOISE, otsu(counts, distances.length));
        int[] out = new int[distances.length];
        for (int i = 0; i < out.length; i++) {
            double alpha = (distances[i] / threshold - CLEAR) / (SOLID - CLEAR);
            out[i] = alpha <= 0 ? 0 : ink(i, Math.min(1, alpha));
        }
        return new Pixels(out, in.width(), in.height());
    }

    /// What the ink is where paper shines through: the mixture, less the paper's part.
    private int ink(int index, double alpha) {
        int x = index % in.width();
        int y = index / in.width();
        int out = (int) Math.round(alpha * 255) << 24;
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            double mixed = in.channel(index, shift) - (1 - alpha) * paperAt(channel, x, y);
            out |= (int) Math.max(0, Math.min(255, Math.round(mixed / alpha))) << shift;
        }
        return out;
    }

    /// Where two groups differ most (Otsu 1979).
    private static int otsu(int[] counts, int total) {
        double all = 0;
        for (int i = 0; i < counts.length; i++) {
            all += (double) i * counts[i];
        }
        double below = 0;
        long seen = 0;
        double most = -1;
        int out = 0;
        for (int i = 0; i < counts.length && seen < total; i++) {
            seen += counts[i];
            below += (double) i * counts[i];
            double rest = total - seen;
            if (seen > 0 && rest > 0) {
                double apart = below / seen - (all - below) / rest;
                double between = seen * rest * apart * apart;
                if (between > most) {
                    most = between;
                    out = i;
                }
            }
        }
        return out;
    }
}
