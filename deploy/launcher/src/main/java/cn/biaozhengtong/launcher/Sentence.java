package cn.biaozhengtong.launcher;

/// A failure told to the person at the keyboard: one sentence, and what to do.
public final class Sentence extends RuntimeException {
    public Sentence(String text) {
        super(text);
    }

    Sentence(String text, Throwable cause) {
        super(text, cause);
    }
}
