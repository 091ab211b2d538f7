package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.worker.WorkerCommand;
import cn.biaozhengtong.kit.worker.WorkerEndedException;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.web.multipart.MultipartFile;

/// Takes what people upload. Every file is judged by its headers, then decoded and encoded anew by
/// a worker: a process of its own with a small heap and a deadline, kept warm, replaced when a file
/// was its end, and never passed from one account to another: what a file of one left behind meets
/// no file of the next. Of an account one file is read at a time; others wait, not for ever.
///
/// The caller's process decodes nothing and holds no more than one file for each worker: uploads
/// that wait lie where the container put them.
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private static final WorkerProcess.Budget BUDGET =
            new WorkerProcess.Budget(Duration.ofMillis(1200), Duration.ofSeconds(5));
    private static final int CLASSES_MB = 48;
    private static final List<Class<?>> NEEDED =
            List.of(PDDocument.class, RandomAccessRead.class, FontBoxFont.class, LogFactory.class);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private static final int MOST_WAITING = 6;

    /// Who sends several papers sends them one after the other.
    private static final long KEPT_FOR_ITS_ACCOUNT_MILLIS = 3000;

    /// A photo of twelve megapixels stays as it is.
    private static final int PAPER_PIXELS = 12_600_000;

    /// What [#pixels] gives at most: 16 MB, as much as a worker may answer.
    public static final int MOST_PIXELS = 4_000_000;

    private final int workers;
    private final WorkerCommand command;
    private final BlockingQueue<WorkerProcess> idle;
    private final Set<WorkerProcess> all = ConcurrentHashMap.newKeySet();
    private final AccountTurns turns = new AccountTurns();

    /// Who waits here keeps a request of the service under way, of which it has few: most of them
    /// are for those who send no file.
    private final Semaphore inside;

    private boolean started;
    private volatile boolean closed;

    /// @param workers how many files are read at once
    /// @param heapMb of each
    public Intake(int workers, int heapMb) {
        this.workers = workers;
        this.inside = new Semaphore(workers + MOST_WAITING);
        this.command =
                WorkerCommand.of(
                        new WorkerCommand.Memory(heapMb, CLASSES_MB), WorkerMain.class, NEEDED);
        this.idle = new ArrayBlockingQueue<>(workers, true);
    }

    /// A file made anew.
    ///
    /// @param mediaType `image/jpeg`, `image/png` or `application/pdf`
    public record Taken(String mediaType, ByteBuffer content) {
        public byte[] bytes() {
            byte[] out = new byte[content.remaining()];
            content.duplicate().get(out);
            return out;
        }
    }

    /// A picture as what it shows, for whoever works on that and needs no decoder of his own.
    ///
    /// @param argb four bytes a pixel: alpha, red, green, blue; row by row, not premultiplied
    public record Decoded(int width, int height, ByteBuffer argb) {
        /// Believes the worker nothing.
        private static Decoded of(ByteBuffer answer, int most) {
            int width = answer.remaining() < 8 ? 0 : answer.getInt();
            int height = width == 0 ? 0 : answer.getInt();
            boolean fits =
                    width > 0
                            && height > 0
                            && (long) width * height <= most
                            && answer.remaining() == 4 * width * height;
            if (!fits) {
                throw IntakeProblem.file_unsafe.exception();
            }
            return new Decoded(width, height, answer.slice());
        }

        public int[] pixels() {
            int[] out = new int[width * height];
            argb.duplicate().asIntBuffer().get(out);
            return out;
        }
    }

    /// Starts the workers ahead, and returns at once.
    public synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        for (int i = 0; i < workers; i++) {
            Thread.ofPlatform()
                    .daemon()
                    .name("intake-starter")
                    .start(() -> {
                        another();
                        command.archive();
                    });
        }
    }

    /// A paper that somebody must be able to read: JPEG, PNG or PDF, kept as what it is; pictures
    /// upright and of at most 12 megapixels, PDFs with nothing but what their pages show.
    ///
    /// @throws ProblemException an [IntakeProblem] when it is not taken
    public Taken paper(UUID account, InputStreamSource upload) {
        return taken(
                account,
                upload,
                new Wish(true, WorkerJob.Wanted.same, Inspector.MAX_SIDE, PAPER_PIXELS));
    }

    /// A picture, JPEG or PNG, kept as JPEG.
    ///
    /// @param longest the most pixels of a side of what is kept
    /// @throws ProblemException an [IntakeProblem] when it is not taken
    public Taken picture(UUID account, InputStreamSource upload, int longest) {
        return taken(
                account, upload, new Wish(false, WorkerJob.Wanted.jpeg, longest, PAPER_PIXELS));
    }

    /// A picture, JPEG or PNG, as its pixels; upright.
    ///
    /// @param most pixels of it, at most [#MOST_PIXELS]: a larger one is scaled down, none ever up
    /// @throws ProblemException an [IntakeProblem] when it is not taken
    public Decoded pixels(UUID account, InputStreamSource upload, int most) {
        if (most < 1 || most > MOST_PIXELS) {
            throw new IllegalArgumentException(Integer.toString(most));
        }
        Wish wish = new Wish(false, WorkerJob.Wanted.pixels, Inspector.MAX_SIDE, most);
        return Decoded.of(take(account, upload, wish).content(), most);
    }

    /// @param paper whether a PDF would do
    private record Wish(boolean paper, WorkerJob.Wanted wanted, int longest, int pixels) {}

    private Taken taken(UUID account, InputStreamSource upload, Wish wish) {
        WorkerAnswer answer = take(account, upload, wish);
        return new Taken(answer.kind().mediaType(), answer.content());
    }

    private WorkerAnswer take(UUID account, InputStreamSource upload, Wish wish) {
        start();
        if (!inside.tryAcquire()) {
            throw IntakeProblem.intake_busy.exception();
        }
        try {
            return inTurn(account, upload, wish);
        } finally {
            inside.release();
        }
    }

    private WorkerAnswer inTurn(UUID account, InputStreamSource upload, Wish wish) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (AccountTurns.Turn turn = turns.await(account, end)) {
            WorkerProcess worker = worker(account, end);
            try {
                return read(worker, upload, wish);
            } finally {
                giveBack(worker);
            }
        }
    }

    private static WorkerAnswer read(WorkerProcess worker, InputStreamSource upload, Wish wish) {
        byte[] bytes = loaded(upload);
        Inspector.Kind kind = Inspector.inspect(bytes, wish.paper());
        WorkerAnswer answer =
                asked(
                        worker,
                        new WorkerJob(
                                kind,
                                wish.wanted(),
                                wish.longest(),
                                wish.pixels(),
                                ByteBuffer.wrap(bytes)));
        IntakeProblem refusal = answer.problem();
        if (refusal != null) {
            throw refusal.with(answer.detail());
        }
        return answer;
    }

    private static WorkerAnswer asked(WorkerProcess worker, WorkerJob job) {
        try {
            return worker.ask(
                    (out, in) -> {
                        job.write(out);
                        return WorkerAnswer.read(in);
                    },
                    BUDGET);
        } catch (WorkerEndedException e) {
            // Who got no CPU, or was ended by somebody, was not kept busy by the file.
            throw (e.isByTheFile() ? IntakeProblem.file_unsafe : IntakeProblem.intake_busy)
                    .exception();
        }
    }

    private static byte[] loaded(InputStreamSource upload) {
        try (InputStream in = upload.getInputStream()) {
            if (upload instanceof MultipartFile file && file.getSize() <= Inspector.MAX_BYTES) {
                // In one piece, not in growing ones.
                byte[] bytes = new byte[(int) file.getSize()];
                return in.readNBytes(bytes, 0, bytes.length) == bytes.length ? bytes : new byte[0];
            }
            return in.readNBytes(Inspector.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkerProcess worker(UUID account, long end) {
        try {
            while (true) {
                WorkerProcess worker = idle.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (worker == null) {
                    throw IntakeProblem.intake_busy.exception();
                }
                if (!worker.isAlive()) {
                    replace(worker);
                } else if (worker.isFor(account)) {
                    return worker;
                } else {
                    return fresh(worker, account);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw IntakeProblem.intake_busy.exception();
        }
    }

    /// Another in the place of one that is somebody else's; whose turn it is keeps it.
    private WorkerProcess fresh(WorkerProcess old, UUID account) {
        WorkerProcess worker = closed ? null : started();
        if (worker == null || !worker.isFor(account)) {
            replace(old);
            throw IntakeProblem.intake_busy.exception();
        }
        old.end();
        all.remove(old);
        all.add(worker);
        if (closed) {
            worker.end();
        }
        return worker;
    }

    private void giveBack(WorkerProcess worker) {
        if (!worker.isAlive() || closed) {
            replace(worker);
            return;
        }
        idle.add(worker);
        // The next account finds a fresh one ready, unless it comes at once.
        Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(KEPT_FOR_ITS_ACCOUNT_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            if (idle.remove(worker)) {
                replace(worker);
            }
        });
    }

    private void replace(WorkerProcess worker) {
        worker.end();
        all.remove(worker);
        Thread.ofPlatform().daemon().name("intake-starter").start(this::another);
    }

    private void another() {
        long pause = 200;
        while (!closed) {
            WorkerProcess worker = started();
            if (worker != null) {
                all.add(worker);
                idle.add(worker);
                if (closed) {
                    worker.end();
                }
                return;
            }
            LOG.error("no worker for uploads starts; again in {} ms", pause);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private @Nullable WorkerProcess started() {
        try {
            return WorkerProcess.start(command.alone());
        } catch (IOException e) {
            LOG.error("a worker for uploads does not start", e);
            command.doubtArchive();
            return null;
        }
    }

    /// The processes that there are, for whoever wants to end one.
    Set<Long> pids() {
        return all.stream().map(WorkerProcess::pid).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        closed = true;
        all.forEach(WorkerProcess::end);
    }
}
