package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.worker.Unconfined;
import cn.biaozhengtong.kit.worker.WorkerCommand;
import cn.biaozhengtong.kit.worker.WorkerProcess;
import cn.biaozhengtong.stamping.Trust;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/// Gives each request that reads documents a process of its own, and ends it with the request, or
/// with the last of some that one customer sends one after the other: what a document of one left
/// behind meets no document of the next. One is kept warm in reserve. A few work at once; others
/// wait a little, then are told that we are busy.
@Component
@Import(Unconfined.class)
public class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long PATIENCE_SECONDS = 15;
    private static final int CLASSES_MB = 96;

    /// One class of each jar that crypto-core needs and nobody else may name.
    private static final List<String> OF_CRYPTO_CORE =
            List.of(
                    "org.bouncycastle.jce.provider.BouncyCastleProvider",
                    "org.bouncycastle.cms.CMSSignedData",
                    "org.bouncycastle.asn1.cms.CMSAttributes");

    private final WorkerCommand command;
    private final int scratchMb;
    private final Map<Purpose, Semaphore> places;
    private final AtomicReference<@Nullable Room> reserve = new AtomicReference<>();
    private final AtomicBoolean startsAhead = new AtomicBoolean();
    private final Set<Room> all = ConcurrentHashMap.newKeySet();
    private final Lingering lingering = new Lingering();
    private volatile boolean closed;

    /// @param atOnce how many documents are read at once
    /// @param heapMb of each worker
    /// @param scratchMb of what each makes at once, in memory as well
    Workers(
            @Value("${bzt.work.at-once:2}") int atOnce,
            @Value("${bzt.work.heap-mb:256}") int heapMb,
            @Value("${bzt.work.scratch-mb:1280}") int scratchMb) {
        this.scratchMb = scratchMb;
        this.places =
                Map.of(
                        Purpose.platform, new Semaphore(atOnce, true),
                        Purpose.judgement, new Semaphore(atOnce, true),
                        Purpose.anybody, new Semaphore(1, true));
        this.command =
                WorkerCommand.of(
                        new WorkerCommand.Memory(heapMb, CLASSES_MB), WorkMain.class, needed());
    }

    private static List<Class<?>> needed() {
        List<Class<?>> out =
                new ArrayList<>(
                        List.of(
                                Trust.class,
                                Sm3.class,
                                PDDocument.class,
                                RandomAccessRead.class,
                                FontBoxFont.class,
                                LogFactory.class,
                                JsonMapper.class,
                                JsonParser.class,
                                JsonTypeInfo.class));
        OF_CRYPTO_CORE.forEach(it -> out.add(named(it)));
        return out;
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type, false, Workers.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A process and the folder of its jobs.
    record Room(WorkerProcess process, JobFolder folder) {
        void end() {
            process.end();
            folder.delete();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        JobFolder.deleteLeft();
        startsAhead.set(true);
        Thread.ofPlatform()
                .daemon()
                .name("work-starter")
                .start(() -> {
                    another();
                    command.archive();
                });
    }

    /// Starts one ahead, unless that is under way: in a crowd each would else start two, and end
    /// one of them.
    private void keepOneReady() {
        if (reserve.get() == null && startsAhead.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("work-starter").start(this::another);
        }
    }

    private void another() {
        try {
            Room made = started();
            if (!reserve.compareAndSet(null, made)) {
                made.end();
                all.remove(made);
            }
        } catch (IOException e) {
            LOG.error("no worker for documents starts ahead", e);
        } finally {
            startsAhead.set(false);
        }
    }

    /// Who waits for an answer. What anybody asks takes no place of those who seal.
    public enum Purpose {
        /// Uploads, pages, seals.
        platform(16),
        /// Of what another worker made, while that one waits.
        judgement(16),
        /// Verifications without a login.
        anybody(4);

        /// Of what the gateway gives this service at once, so that some is always left for who
        /// needs no worker.
        private final int waiting;

        Purpose(int waiting) {
            this.waiting = waiting;
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException `busy`
    public Worker open(Purpose purpose) {
        Semaphore place = entered(purpose);
        return with(
                place,
                () -> {
                    Room room = taken();
                    return new Worker(
                            room.process(), room.folder(), false, worker -> back(room, place));
                });
    }

    /// The process of somebody's last request, where it lingers, read all that it was asked to, and
    /// is not old; else another. Starting one takes longer than reading a document of a few pages.
    ///
    /// @param whose what may meet in one process: a platform's uploads, a document's pages
    /// @throws cn.biaozhengtong.kit.problem.ProblemException `busy`
    public Worker open(Purpose purpose, String whose) {
        Semaphore place = entered(purpose);
        return with(
                place,
                () -> {
                    Lingering.One one =
                            lingering
                                    .take(whose)
                                    .orElseGet(() -> new Lingering.One(whose, taken()));
                    Room room = one.room();
                    return new Worker(
                            room.process(),
                            room.folder(),
                            one.isKnown(),
                            worker -> {
                                place.release();
                                if (closed || !worker.readAll() || !lingering.linger(one)) {
                                    end(room);
                                }
                            });
                });
    }

    /// Those to whom nothing more was sent.
    @Scheduled(fixedDelay = 1_000)
    void endLingering() {
        lingering.overdue().forEach(this::end);
    }

    private Semaphore entered(Purpose purpose) {
        Semaphore place = Objects.requireNonNull(places.get(purpose));
        boolean mine = false;
        try {
            boolean room = place.availablePermits() > 0 || place.getQueueLength() < purpose.waiting;
            mine = !closed && room && place.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw WorkProblem.busy.exception();
        }
        return place;
    }

    private static Worker with(Semaphore place, Supplier<Worker> made) {
        boolean given = false;
        try {
            Worker out = made.get();
            given = true;
            return out;
        } finally {
            if (!given) {
                place.release();
            }
        }
    }

    private Room taken() {
        Room ready = reserve.getAndSet(null);
        try {
            if (ready != null && ready.process().isAlive()) {
                return ready;
            }
            if (ready != null) {
                all.remove(ready);
                ready.end();
            }
            return started();
        } catch (IOException e) {
            LOG.error("no worker for documents starts", e);
            throw WorkProblem.busy.exception();
        } finally {
            keepOneReady();
        }
    }

    private Room started() throws IOException {
        JobFolder folder = JobFolder.create();
        Room out;
        try {
            List<String> begin = command.with(folder.given(), folder.made(), scratchMb);
            out = new Room(WorkerProcess.start(begin), folder);
        } catch (IOException e) {
            folder.delete();
            command.doubtArchive();
            throw e;
        }
        all.add(out);
        if (closed) {
            out.end();
        }
        return out;
    }

    private void back(Room room, Semaphore place) {
        place.release();
        end(room);
    }

    private void end(Room room) {
        all.remove(room);
        room.end();
    }

    @PreDestroy
    void close() {
        closed = true;
        all.forEach(Room::end);
    }
}
