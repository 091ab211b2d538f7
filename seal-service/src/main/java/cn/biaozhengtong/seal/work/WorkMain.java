package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.kit.worker.WorkerCommand;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;
import javax.imageio.ImageIO;

/// The worker: reads its folders from its first lines of input, then takes jobs of one customer
/// until the input ends. It is expected to die of some of them.
public final class WorkMain {
    /// The parent ends a worker that takes too long; this is for one whose parent is gone.
    private static final long LONGEST_NANOS = 300_000_000_000L;

    private static final AtomicLong BUSY_SINCE = new AtomicLong();

    private WorkMain() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16));
        // Nothing that a decoder prints may look like an answer.
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        ImageIO.setUseCache(false);
        Thread.ofPlatform().daemon().name("deadline").start(WorkMain::endWhenTooLong);
        Work.warmUp();
        if (Boolean.getBoolean(WorkerCommand.LEARNS)) {
            Work.learn();
        }
        out.writeByte(WorkerProcess.READY);
        out.flush();
        try {
            Work work = new Work(Path.of(in.readUTF()), Path.of(in.readUTF()));
            while (true) {
                Job<?> job = Wire.question(in);
                BUSY_SINCE.set(System.nanoTime() | 1);
                answer(work, job, out);
                BUSY_SINCE.set(0);
            }
        } catch (EOFException e) {
            // The parent has no more of them.
            return;
        }
    }

    private static void answer(Work work, Job<?> job, DataOutputStream out) throws IOException {
        if (job instanceof Job.Send send) {
            Path file = work.made(send.file());
            Wire.send(out, file);
            Files.delete(file);
            return;
        }
        Object answer;
        try {
            answer = work.done(job);
        } catch (RefusedException e) {
            System.err.println(e.getMessage());
            Wire.refuse(out, e.refusal());
            return;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a document makes a parser do; the frames tell where, not what it says.
            System.err.println(
                    e.getClass()
                            + " at "
                            + java.util.Arrays.stream(e.getStackTrace()).limit(6).toList());
            Wire.refuse(out, Refusal.not_readable);
            return;
        }
        Wire.answer(out, answer);
    }

    private static void endWhenTooLong() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                return;
            }
            long since = BUSY_SINCE.get();
            if (since != 0 && System.nanoTime() - since > LONGEST_NANOS) {
                Runtime.getRuntime().halt(4);
            }
        }
    }
}
