package cn.biaozhengtong.sample.web;

/// What a page shows when a wish is refused: a sentence that says what to do.
public final class PageProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /// @param status of HTTP
    /// @param sentence in Chinese, for the user
    public PageProblem(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    public PageProblem(int status, String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
