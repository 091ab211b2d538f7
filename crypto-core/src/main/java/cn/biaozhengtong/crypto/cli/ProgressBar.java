package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.envelope.Progress;

/// A bar on standard error, only where a person looks at it.
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 40;

    private final String what;
    private final boolean visible = System.console() != null;
    private int shown = -1;

    ProgressBar(String what) {
        this.what = what;
    }

    @Override
    public synchronized void at(long done, long total) {
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        if (visible && percent > shown) {
            shown = percent;
            int filled = percent * WIDTH / 100;
            System.err.printf(
                    "\r%s [%s%s] %3d %%",
                    what, "#".repeat(filled), " ".repeat(WIDTH - filled), percent);
        }
    }

    @Override
    public void close() {
        if (shown >= 0) {
            System.err.println();
        }
    }
}
