package cn.biaozhengtong.kit.intake;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.HostileFiles;
import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;

/// What the intake does with pictures, and what it survives, with real workers.
class IntakeTest {
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MEBIBYTE = 1 << 20;

    private static Intake intake;

    @BeforeAll
    static void start() throws Exception {
        intake = started(160);
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    private static Intake started(int heapMb) throws Exception {
        Intake it = new Intake(1, heapMb);
        it.start();
        pid(it);
        return it;
    }

    /// Of its worker, once there is one.
    private static long pid(Intake it) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (it.pids().isEmpty()) {
            assertThat(System.nanoTime()).as("a worker starts").isLessThan(end);
            Thread.sleep(10);
        }
        return it.pids().iterator().next();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                .isZero();
    }

    private static CompletableFuture<Object> inBackground(Intake it, UUID account)
            throws IOException {
        ByteArrayResource small = Samples.jpeg(40, 30);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return it.paper(account, small).mediaType();
                    } catch (ProblemException e) {
                        return e.problem();
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private static BufferedImage image(Intake.Taken taken) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(taken.bytes()));
    }

    private static String text(Intake.Taken taken) {
        return new String(taken.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void item1_hostileFiles_areRefusedWithTheReason_cheaply_andTheNextIsRead() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<IntakeProblem> reasons =
                List.of(
                        IntakeProblem.picture_too_large,
                        IntakeProblem.picture_too_complex,
                        IntakeProblem.pdf_too_large,
                        IntakeProblem.pdf_active);
        List<ByteArrayResource> files = new ArrayList<>(HostileFiles.all().values());
        for (int i = 0; i < files.size(); i++) {
            ByteArrayResource file = files.get(i);
            long before = threads.getTotalThreadAllocatedBytes();
            long begin = System.nanoTime();
            refused(reasons.get(i), () -> intake.paper(ACCOUNT, file));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            long allocated = (threads.getTotalThreadAllocatedBytes() - before) / MEBIBYTE;
            System.out.printf(
                    "intake %-22s %5d ms, %3d MiB for the caller%n",
                    reasons.get(i), millis, allocated);
            assertThat(allocated).isLessThan(64);
            // A second, on a machine that has one to spare.
            assertThat(millis).isLessThan(3000);
        }
        assertThat(intake.paper(ACCOUNT, Samples.jpeg(40, 30)).mediaType()).isEqualTo("image/jpeg");
    }

    @Test
    void item1_photosHeldInEveryWay_areKeptUpright_withoutMetadata() throws Exception {
        Intake.Taken turned = intake.paper(ACCOUNT, HostileFiles.of("exif6.jpg"));
        BufferedImage plain = image(intake.paper(ACCOUNT, HostileFiles.of("plain.jpg")));
        BufferedImage upright = image(turned);
        assertThat(upright.getWidth()).isEqualTo(plain.getHeight());
        assertThat(upright.getHeight()).isEqualTo(plain.getWidth());
        assertThat(text(turned)).doesNotContain("Exif");
        // Turned to the right: what was at the left of the bottom is at the left of the top.
        int was = plain.getRGB(20, plain.getHeight() - 21);
        int is = upright.getRGB(20, 20);
        assertThat(Math.abs((was & 255) - (is & 255))).isLessThan(24);
    }

    @Test
    void item1_photoOf48Megapixels_isTaken_andScaledDown() throws Exception {
        ByteArrayResource photo = Samples.jpeg(8064, 6048);
        BufferedImage kept = image(intake.paper(ACCOUNT, photo));
        assertThat(kept.getWidth()).isBetween(3900, 4100);
        assertThat((double) kept.getWidth() / kept.getHeight()).isBetween(1.32, 1.35);
        BufferedImage small = image(intake.picture(ACCOUNT, photo, 1600));
        assertThat(small.getWidth()).isEqualTo(1600);
    }

    @Test
    void item1_picturesOfEveryDepth_areKeptAsWhatTheyAre_withEightBits() throws Exception {
        for (int type :
                new int[] {
                    BufferedImage.TYPE_USHORT_GRAY,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_BYTE_BINARY,
                    BufferedImage.TYPE_BYTE_INDEXED,
                    BufferedImage.TYPE_4BYTE_ABGR,
                    BufferedImage.TYPE_3BYTE_BGR
                }) {
            ByteArrayResource png = Samples.picture("png", 60, 40, type);
            Intake.Taken taken = intake.paper(ACCOUNT, png);
            assertThat(taken.mediaType()).isEqualTo("image/png");
            BufferedImage kept = image(taken);
            BufferedImage was = ImageIO.read(png.getInputStream());
            assertThat(kept.getColorModel().getComponentSize(0)).isEqualTo(8);
            assertThat(kept.getColorModel().hasAlpha()).isEqualTo(was.getColorModel().hasAlpha());
            for (int x : new int[] {5, 55}) {
                int difference = (kept.getRGB(x, 5) & 255) - (was.getRGB(x, 5) & 255);
                // 16-bit grey is taken as it is written, Java draws it by its own gamma.
                if (type != BufferedImage.TYPE_USHORT_GRAY) {
                    assertThat(difference).as("type %d at %d", type, x).isZero();
                }
            }
            assertThat(intake.picture(ACCOUNT, png, 1600).mediaType()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void item1_pixels_areWhatThePictureShows_scaledDownOnlyWhenTheyAreMore() throws Exception {
        for (int type :
                new int[] {
                    BufferedImage.TYPE_BYTE_BINARY,
                    BufferedImage.TYPE_BYTE_INDEXED,
                    BufferedImage.TYPE_4BYTE_ABGR,
                    BufferedImage.TYPE_3BYTE_BGR
                }) {
            ByteArrayResource png = Samples.picture("png", 60, 40, type);
            Intake.Decoded it = intake.pixels(ACCOUNT, png, 60 * 40);
            assertThat(it.width()).isEqualTo(60);
            assertThat(it.height()).isEqualTo(40);
            BufferedImage was = ImageIO.read(png.getInputStream());
            assertThat(it.pixels()).isEqualTo(was.getRGB(0, 0, 60, 40, null, 0, 60));
            Intake.Decoded fewer = intake.pixels(ACCOUNT, png, 600);
            assertThat(fewer.width() * fewer.height()).isBetween(500, 600);
        }
        // Grey as it is written: Java's own way would make 128 a 188.
        BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 128);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(grey, "png", out);
        assertThat(intake.pixels(ACCOUNT, new ByteArrayResource(out.toByteArray()), 1).pixels())
                .containsExactly(0xff808080);
        Intake.Decoded turned = intake.pixels(ACCOUNT, HostileFiles.of("exif6.jpg"), 100_000);
        BufferedImage plain = image(intake.paper(ACCOUNT, HostileFiles.of("plain.jpg")));
        assertThat(turned.width() < turned.height())
                .isEqualTo(plain.getWidth() > plain.getHeight());
        refused(
                IntakeProblem.picture_type,
                () -> intake.pixels(ACCOUNT, HostileFiles.of("js.pdf"), 1));
    }

    @Test
    void item1_whatRidesAlong_isLeftBehind() throws Exception {
        byte[] jpeg = Samples.jpeg(40, 30).getByteArray();
        byte[] both = Arrays.copyOf(jpeg, jpeg.length + 25);
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(script, 0, both, jpeg.length, script.length);
        assertThat(text(intake.paper(ACCOUNT, new ByteArrayResource(both))))
                .doesNotContain("script");
    }

    @Test
    void item1_whatIsDamaged_isToldAsSuch() throws Exception {
        byte[] png = Samples.picture("png", 300, 300, BufferedImage.TYPE_3BYTE_BGR).getByteArray();
        byte[] jpeg = Samples.jpeg(300, 300).getByteArray();
        byte[] ended = Arrays.copyOf(jpeg, jpeg.length / 2);
        // An end where there was none: only the decoder notices.
        ended[ended.length - 2] = (byte) 0xFF;
        ended[ended.length - 1] = (byte) 0xD9;
        for (ByteArrayResource bad :
                List.of(
                        HostileFiles.of("truncated.jpg"),
                        new ByteArrayResource(Arrays.copyOf(png, png.length / 2)),
                        new ByteArrayResource(Arrays.copyOf(jpeg, jpeg.length / 2)),
                        new ByteArrayResource(ended),
                        Samples.pngSaying(200, 200))) {
            refused(IntakeProblem.file_broken, () -> intake.paper(ACCOUNT, bad));
        }
    }

    @Test
    void item1_whatIsTooMuch_isRefusedByItsHeader() throws Exception {
        for (int[] sides :
                new int[][] {{40_000_000, 1}, {1, 40_000_000}, {30_000, 30_000}, {-1, -1}}) {
            ByteArrayResource png = Samples.pngSaying(sides[0], sides[1]);
            refused(IntakeProblem.picture_too_large, () -> intake.paper(ACCOUNT, png));
        }
        ByteArrayResource large = new ByteArrayResource(new byte[Inspector.MAX_BYTES + 1]);
        refused(IntakeProblem.file_too_large, () -> intake.paper(ACCOUNT, large));
        refused(
                IntakeProblem.file_missing,
                () -> intake.paper(ACCOUNT, new ByteArrayResource(new byte[0])));
        for (String text : new String[] {"<html>", "GIF89a", "\u0089PNG", "PK\u0003\u0004"}) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            refused(
                    IntakeProblem.file_type,
                    () -> intake.paper(ACCOUNT, new ByteArrayResource(bytes)));
        }
        ByteArrayResource pdf = Samples.pdf(1, (document, catalog) -> {});
        refused(IntakeProblem.picture_type, () -> intake.picture(ACCOUNT, pdf, 1600));
    }

    @Test
    void item1_workerOutOfMemory_saysNothingButThat_andTheNextUploadIsRead() throws Exception {
        try (Intake small = started(24)) {
            long before = pid(small);
            ByteArrayResource photo = Samples.jpeg(4000, 3000);
            refused(IntakeProblem.file_unsafe, () -> small.paper(ACCOUNT, photo));
            assertThat(small.paper(ACCOUNT, Samples.jpeg(40, 30)).mediaType())
                    .isEqualTo("image/jpeg");
            assertThat(pid(small)).isNotEqualTo(before);
        }
    }

    @Test
    void item1_workerKilledInTheMiddle_isReplaced_andItsJobIsToldToComeAgain() throws Exception {
        try (Intake it = started(64)) {
            long pid = pid(it);
            signal("STOP", pid);
            CompletableFuture<Object> job = inBackground(it, ACCOUNT);
            Thread.sleep(300);
            assertThat(job).isNotDone();
            signal("KILL", pid);
            assertThat(job.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(IntakeProblem.intake_busy);
            assertThat(inBackground(it, ACCOUNT).get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("image/jpeg");
        }
    }

    @Test
    void item1_workerKilledWhileIdle_isNoticedByNobody() throws Exception {
        try (Intake it = started(64)) {
            signal("KILL", pid(it));
            Thread.sleep(200);
            assertThat(it.paper(ACCOUNT, Samples.jpeg(40, 30)).mediaType()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void item1_workerThatNeverAnswers_isEnded_andNeitherAccountWaitsForEver() throws Exception {
        try (Intake it = started(64)) {
            signal("STOP", pid(it));
            CompletableFuture<Object> first = inBackground(it, ACCOUNT);
            Thread.sleep(200);
            CompletableFuture<Object> other = inBackground(it, UUID.randomUUID());
            assertThat(first.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(IntakeProblem.intake_busy);
            assertThat(other.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("image/jpeg");
        }
    }

    @Test
    void item1_thirdJobOfAnAccount_waits_whileAnothersIsRead() throws Exception {
        try (Intake it = started(64)) {
            long pid = pid(it);
            signal("STOP", pid);
            List<CompletableFuture<Object>> own = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                own.add(inBackground(it, ACCOUNT));
                Thread.sleep(100);
            }
            List<String> order = new java.util.concurrent.CopyOnWriteArrayList<>();
            CompletableFuture<Object> other = inBackground(it, UUID.randomUUID());
            Thread.sleep(100);
            CompletableFuture<Void> noted =
                    CompletableFuture.allOf(
                            other.thenAccept(x -> order.add("other")),
                            own.get(2).thenAccept(x -> order.add("third")));
            assertThat(own).noneMatch(CompletableFuture::isDone);
            assertThat(other).isNotDone();
            signal("CONT", pid);
            noted.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(order).containsExactly("other", "third");
            assertThat(own).allMatch(it2 -> it2.join().equals("image/jpeg"));
        }
    }

    /// Of many accounts: each has a turn of its own, and all of them are in a service that also
    /// does logins.
    @Test
    void item1_moreThanAFewOfAll_areSentAwayAtOnce() throws Exception {
        try (Intake it = started(64)) {
            long pid = pid(it);
            signal("STOP", pid);
            List<CompletableFuture<Object>> inside = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                inside.add(inBackground(it, UUID.randomUUID()));
            }
            Thread.sleep(500);
            assertThat(inside).noneMatch(CompletableFuture::isDone);
            assertThat(inBackground(it, UUID.randomUUID()).get(2, TimeUnit.SECONDS))
                    .isEqualTo(IntakeProblem.intake_busy);
            signal("CONT", pid);
        }
    }

    @Test
    void item1_moreThanAFewOfOneAccount_areSentAway() throws Exception {
        AccountTurns turns = new AccountTurns();
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        try (AccountTurns.Turn first = turns.await(ACCOUNT, end)) {
            long begin = System.nanoTime();
            refused(IntakeProblem.intake_busy, () -> turns.await(ACCOUNT, end).close());
            assertThat(System.nanoTime() - begin).isLessThan(SOON.toNanos());
            turns.await(UUID.randomUUID(), end).close();
        }
        assertThat(turns.size()).isZero();
    }

    @Test
    void item1_worker_hasNoSecrets_andOnlyTheJarsOfDecoders() throws Exception {
        Path process = Path.of("/proc", Long.toString(pid(intake)));
        assertThat(Files.readString(process.resolve("environ"))).isEqualTo("PWD=/tmp\0");
        String command = Files.readString(process.resolve("cmdline"));
        assertThat(command).contains("pdfbox").doesNotContain("mariadb", "kafka", "spring");
        Set<Long> before = intake.pids();
        assertThat(before).hasSize(1);
    }

    @Test
    void item1_worker_hasNoNetwork() throws Exception {
        Path its = Path.of("/proc", Long.toString(pid(intake)), "ns", "net");
        assertThat(Files.readSymbolicLink(its))
                .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    }

    @Test
    void item1_worker_seesNoFileAndNoProcessOfTheService(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("endpoints.properties"), "password");
        Path its = Path.of("/proc", Long.toString(pid(intake)));
        Path root = its.resolve("root");
        assertThat(root.resolve("usr")).exists();
        assertThat(root.resolve(secret.toString().substring(1))).doesNotExist();
        assertThat(root.resolve("etc/passwd")).doesNotExist();
        assertThat(Files.readSymbolicLink(its.resolve("ns/pid")))
                .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        assertThat(Files.readAllLines(its.resolve("status")))
                .anyMatch("CapEff:\t0000000000000000"::equals)
                .anyMatch("NoNewPrivs:\t1"::equals);
        // With its way in gone it ends, and nothing stays behind.
        try (Intake other = started(64)) {
            long inside = pid(other);
            other.close();
            ProcessHandle.of(inside)
                    .ifPresent(it -> it.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        }
    }

    @Test
    void item1_worker_isOfOneAccountAlone() throws Exception {
        try (Intake it = started(64)) {
            long first = pid(it);
            it.paper(ACCOUNT, Samples.jpeg(40, 30));
            it.paper(ACCOUNT, Samples.jpeg(40, 30));
            assertThat(it.pids()).containsExactly(first);
            it.paper(UUID.randomUUID(), Samples.jpeg(40, 30));
            assertThat(it.pids()).doesNotContain(first);
            long second = pid(it);
            Thread.sleep(4000);
            assertThat(pid(it)).as("nobody's, ahead of who comes").isNotEqualTo(second);
        }
    }
}
