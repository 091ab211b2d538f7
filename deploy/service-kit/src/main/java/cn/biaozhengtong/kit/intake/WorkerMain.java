package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/// The worker: takes one job after the other from its input and answers on its output, until the
/// input ends. It is expected to die of some of them.
public final class WorkerMain {
    /// The parent ends a worker that takes too long; this is for one whose parent is gone.
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private static final AtomicLong BUSY_SINCE = new AtomicLong();

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out =
                new DataOutputStream(
                        new java.io.BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16));
        // Nothing that a decoder prints may look like an answer.
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        ImageIO.setUseCache(false);
        Thread.ofPlatform().daemon().name("deadline").start(WorkerMain::endWhenTooLong);
        warmUp();
        out.writeByte(WorkerProcess.READY);
        out.flush();
        while (true) {
            WorkerJob job;
            try {
                job = WorkerJob.read(in);
            } catch (EOFException e) {
                return;
            }
            BUSY_SINCE.set(System.nanoTime() | 1);
            WorkerAnswer answer = answer(job);
            BUSY_SINCE.set(0);
            answer.write(out);
            // What a large picture filled is given back while nobody waits.
            System.gc();
        }
    }

    /// Also called without a process, by what feeds decoders with nonsense.
    static WorkerAnswer answer(WorkerJob job) {
        try {
            byte[] bytes = job.content().array();
            WorkerAnswer made =
                    switch (job.kind()) {
                        case jpeg -> new PictureWork(job).jpeg(bytes);
                        case png -> new PictureWork(job).png(bytes);
                        case pdf -> PdfWork.rewritten(bytes);
                    };
            return made.content().remaining() <= WorkerAnswer.MAX_BYTES
                    ? made
                    : WorkerAnswer.refused(IntakeProblem.file_too_large, "");
        } catch (ProblemException e) {
            return e.problem() instanceof IntakeProblem problem
                    ? WorkerAnswer.refused(problem, detail(e))
                    : WorkerAnswer.refused(IntakeProblem.file_unsafe, "");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return WorkerAnswer.refused(IntakeProblem.file_broken, "");
        }
    }

    private static String detail(ProblemException e) {
        String said = String.valueOf(e.getMessage());
        return said.equals(e.problem().name()) ? "" : said;
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

    /// Loads what the first jobs need, so that they do not wait for it.
    private static void warmUp() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        for (Inspector.Kind kind : new Inspector.Kind[] {Inspector.Kind.jpeg, Inspector.Kind.png}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, kind.name(), out);
            warmUp(kind, out.toByteArray());
        }
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            warmUp(Inspector.Kind.pdf, out.toByteArray());
        }
    }

    private static void warmUp(Inspector.Kind kind, byte[] content) {
        WorkerJob job =
                new WorkerJob(kind, WorkerJob.Wanted.same, 32, 1 << 20, ByteBuffer.wrap(content));
        if (answer(job).refusal().isPresent()) {
            throw new IllegalStateException("a worker cannot read " + kind);
        }
    }
}
