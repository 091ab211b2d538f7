package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;

/// What one page may cost, however its parts draw each other.
final class Budget {
    private final long[] left = new long[Of.values().length];

    Budget() {
        for (Of it : Of.values()) {
            left[it.ordinal()] = it.most;
        }
    }

    /// What is counted, each for the whole page.
    enum Of {
        /// Text, paths, pictures and composites, each time they are drawn.
        objects(60_000),
        glyphs(200_000),
        /// Lines and curves of paths.
        segments(1_000_000),
        /// What it takes to cut with clips, as [Crossings] has it.
        clips(2_000_000),
        /// Pixels that are painted, whatever lies over them.
        ink(200_000_000),
        /// Pixels of pictures before they are made small, for each band of them.
        decoded(400_000_000),
        /// Bytes of fonts and pictures.
        media(64 << 20),
        /// Bytes, about, of resources that are kept.
        resources(64 << 20);

        private final long most;

        Of(long most) {
            this.most = most;
        }
    }

    void spend(Of what, double amount) throws RefusedException {
        // Not a number is too much as well.
        if (!(amount <= left[what.ordinal()])) {
            throw new RefusedException(Refusal.too_large, what + " of a page");
        }
        left[what.ordinal()] -= (long) Math.ceil(amount);
    }
}
