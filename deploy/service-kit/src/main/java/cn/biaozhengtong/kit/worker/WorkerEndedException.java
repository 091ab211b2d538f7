package cn.biaozhengtong.kit.worker;

/// A worker did not live to answer.
public final class WorkerEndedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean byTheFile;

    /// @param byTheFile whether what it read was its end; else it had no CPU, or somebody ended it
    public WorkerEndedException(boolean byTheFile) {
        super(byTheFile ? "the worker died of its job" : "the worker could not work", null);
        this.byTheFile = byTheFile;
    }

    public boolean isByTheFile() {
        return byTheFile;
    }
}
