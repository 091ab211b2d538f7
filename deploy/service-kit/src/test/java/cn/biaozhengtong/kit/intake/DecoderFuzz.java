package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.logging.LogManager;
import java.util.zip.CRC32;

/// Jazzer calls this with every input: the inspector first, the real decoders with what it passes.
public final class DecoderFuzz {
    static {
        // PDFBox tells every oddity, with its stack.
        LogManager.getLogManager().reset();
    }

    private DecoderFuzz() {}

    /// @param input of the file
    public static void fuzzerTestOneInput(byte[] input) {
        repairSums(input);
        Inspector.Kind kind;
        try {
            kind = Inspector.inspect(input, true);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof IntakeProblem)) {
                throw new IllegalStateException("not a reason of the intake's", e);
            }
            return;
        }
        WorkerJob.Wanted[] all = WorkerJob.Wanted.values();
        WorkerJob.Wanted wanted = all[input.length % all.length];
        WorkerJob job = new WorkerJob(kind, wanted, 1600, 1 << 20, ByteBuffer.wrap(input));
        WorkerAnswer answer = WorkerMain.answer(job);
        if (answer.refusal().isEmpty()) {
            mustBeWhatWasWanted(job, answer.content());
        }
    }

    private static void mustBeWhatWasWanted(WorkerJob job, ByteBuffer content) {
        if (job.wanted() == WorkerJob.Wanted.pixels && job.kind() != Inspector.Kind.pdf) {
            long pixels = (long) content.getInt() * content.getInt();
            if (pixels < 1 || pixels > job.pixels() || content.remaining() != 4 * pixels) {
                throw new IllegalStateException("not as many pixels as its sides say");
            }
            return;
        }
        byte[] made = new byte[content.remaining()];
        content.get(made);
        Inspector.Kind expected =
                job.wanted() == WorkerJob.Wanted.jpeg && job.kind() == Inspector.Kind.png
                        ? Inspector.Kind.jpeg
                        : job.kind();
        // What was made is what is taken, again.
        if (Inspector.inspect(made, true) != expected) {
            throw new IllegalStateException("another kind than what was wanted");
        }
    }

    /// Of a PNG's chunks: changed by chance they never fit.
    private static void repairSums(byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        int at = 8;
        while (at + 12 <= input.length && input[0] == (byte) 0x89) {
            int length = bytes.getInt(at);
            if (length < 0 || length > input.length - at - 12) {
                return;
            }
            CRC32 sum = new CRC32();
            sum.update(input, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
    }
}
