package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.kit.worker.WorkerEndedException;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import cn.biaozhengtong.stamping.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// One worker, of whoever opened it, with a folder of its own; both are gone when it is closed.
public final class Worker implements AutoCloseable {
    private static final long BYTES_A_SECOND = 8 << 20;

    private final WorkerProcess process;
    private final Path folder;
    private final Runnable back;
    private boolean told;

    Worker(WorkerProcess process, Path folder, Runnable back) {
        this.process = process;
        this.folder = folder;
        this.back = back;
    }

    long pid() {
        return process.pid();
    }

    /// A file of the job, for both sides.
    public Path file(String name) {
        return folder.resolve(name);
    }

    public void write(String name, byte[] content) {
        try {
            Files.write(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It is moved there.
    public void take(String name, Upload upload) throws IOException {
        Files.move(upload.path(), file(name));
    }

    /// For [Job.Verify].
    public void write(String name, GivenTrust trust) {
        write(name, Wire.JSON.writeValueAsBytes(trust));
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException a [WorkProblem]: what the document is
    ///   refused for, or that it was the worker's end, or that we are busy
    public <A> A ask(Job<A> job) {
        Wire.Answer<A> answer;
        try {
            answer =
                    process.ask(
                            (out, in) -> {
                                if (!told) {
                                    out.writeUTF(folder.toString());
                                    told = true;
                                }
                                Wire.ask(out, job);
                                return Wire.answer(in, job.answers());
                            },
                            budget(job));
        } catch (WorkerEndedException e) {
            throw (e.isByTheFile() ? WorkProblem.document_unsafe : WorkProblem.busy).exception();
        }
        Refusal why = answer.refusal();
        if (why != null) {
            throw WorkProblem.refused(why);
        }
        return answer.value().orElseThrow();
    }

    private WorkerProcess.Budget budget(Job<?> job) {
        return switch (job) {
            case Job.Verify it -> by(10, it.file());
            case Job.Open it -> by(5, it.file());
            case Job.Draw it -> by(10, it.file());
            case Job.PreparePdf it -> by(10, it.order().source());
            case Job.PrepareOfd it -> by(10, it.order().source());
            case Job.EmbedPdf it -> by(5, it.file());
            case Job.EmbedOfd it -> by(5, it.file());
        };
    }

    /// A machine that is busy with other things makes it wait, not fail.
    private WorkerProcess.Budget by(int seconds, String name) {
        try {
            long cpu = seconds + Files.size(file(name)) / BYTES_A_SECOND;
            return new WorkerProcess.Budget(
                    Duration.ofSeconds(cpu), Duration.ofSeconds(3 * cpu + 10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes a file of the job, when there are many.
    public void drop(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        back.run();
    }
}
