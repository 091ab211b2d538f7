package cn.biaozhengtong.seal.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `deploy/check documents FOLDER`: every document of a folder is looked at, verified as it is,
/// stamped, and verified again, each in a worker of its own, as the service does it. The last page
/// is drawn with its seal, into `bzt.documents.pictures`, to be looked at.
///
/// What is refused says why. It fails when a worker died of a document, when something went wrong
/// that has no sentence, and when what was stamped here is not valid.
class OthersDocuments {
    private static final int WIDTH = 900;
    private static final long MOST = 64 << 20;
    private static final double ABOUT_40_MM = 113;
    private static final String SOURCE = "source";
    private static final String STAMPED = "stamped";
    private static final String TRUST = "trust";

    private final TestAuthority ca = new TestAuthority();
    private final TestAuthority.Holder signer = ca.holder("鞍山测试有限公司");
    private final Seal seal = ca.seal("0".repeat(32) + "-1", "鞍山测试有限公司投标专用章", signer.certificate());
    private final Workers workers = new Workers(1, 256, 512);
    private final Map<String, Integer> outcomes = new TreeMap<>();

    private final Path pictures =
            Path.of(System.getProperty("bzt.documents.pictures", "target/documents"));

    @Test
    void everyDocumentOfAFolder() throws IOException {
        Path folder = Path.of(System.getProperty("bzt.documents"));
        Files.createDirectories(pictures);
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all =
                    found.filter(Files::isRegularFile)
                            .filter(OthersDocuments::isDocument)
                            .sorted()
                            .toList();
        }
        System.out.printf(
                "  %-46s %-34s %-34s %-8s %6s %5s%n",
                "document", "as it is", "stamped", "then", "ms", "MiB");
        all.forEach(this::tried);
        System.out.println("documents " + outcomes + " of " + all.size());
        assertThat(outcomes.getOrDefault("WRONG", 0)).isZero();
        assertThat(all).isNotEmpty();
    }

    private static boolean isDocument(Path it) {
        return it.toString().matches(".*\\.(pdf|ofd)");
    }

    private void tried(Path file) {
        long begin = System.nanoTime();
        String asItIs;
        String stamped = "";
        String then = "";
        long memory = 0;
        try (Worker worker = workers.open(Workers.Purpose.platform)) {
            Files.copy(file, worker.given(SOURCE), StandardCopyOption.REPLACE_EXISTING);
            worker.write(TRUST, ca.trust());
            asItIs = verdict(worker, SOURCE);
            if (!isOver(asItIs)) {
                stamped = stamped(worker, file);
            }
            if (stamped.equals("done")) {
                then = last(worker);
                drawn(worker, file);
            }
            memory = peak(worker);
        } catch (ProblemException e) {
            asItIs = said(e);
        } catch (IOException e) {
            asItIs = "WRONG " + e;
        }
        boolean wrong =
                Stream.of(asItIs, stamped, then).anyMatch(it -> it.startsWith("WRONG"))
                        || stamped.equals("done") && !then.equals(Verdict.valid.name());
        outcomes.merge(
                wrong ? "WRONG" : stamped.equals("done") ? "stamped" : "refused", 1, Integer::sum);
        System.out.printf(
                "  %-46s %-34s %-34s %-8s %6d %5d%n",
                file.getFileName(),
                asItIs,
                stamped,
                then,
                (System.nanoTime() - begin) / 1_000_000,
                memory);
    }

    private static boolean isOver(String said) {
        return said.startsWith("WRONG");
    }

    private static String verdict(Worker worker, String file) {
        try {
            VerifiedDocument it = worker.ask(new Job.Verify(file, TRUST));
            return it.verdict() + ", " + it.signatures().size() + " of " + it.pages() + " p";
        } catch (ProblemException e) {
            return said(e);
        }
    }

    private static String last(Worker worker) {
        try {
            return worker.ask(new Job.Verify(STAMPED, TRUST))
                    .signatures()
                    .getLast()
                    .verdict()
                    .name();
        } catch (ProblemException e) {
            return said(e);
        }
    }

    /// A document's own refusal; anything else is our fault.
    private static String said(ProblemException e) {
        Object refusal = e.extensions().get("refusal");
        return refusal != null ? "refused: " + refusal : "WRONG " + e.problem().type();
    }

    private String stamped(Worker worker, Path file) {
        boolean pdf = file.toString().endsWith(".pdf");
        DocumentFormat format = pdf ? DocumentFormat.pdf : DocumentFormat.ofd;
        try {
            List<PageSize> pages = worker.ask(new Job.Open(SOURCE, format)).pages();
            worker.write("seal", seal.encoded());
            Job.Order order =
                    new Job.Order(
                            SOURCE,
                            STAMPED,
                            "seal",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS),
                            List.of(where(pages)));
            if (pdf) {
                embed(
                        worker,
                        worker.ask(
                                new Job.PreparePdf(
                                        order,
                                        "bzt-01JZZZZZZZZZZZZZZZZZZZZZZZ",
                                        "鞍山测试有限公司",
                                        null)));
            } else {
                embedOfd(worker, worker.ask(new Job.PrepareOfd(order)));
            }
            return "done";
        } catch (ProblemException e) {
            return said(e);
        }
    }

    /// In the middle of the last page, or over the edges where there are several.
    private static Job.Where where(List<PageSize> pages) {
        PageSize last = pages.getLast();
        return pages.size() > 1
                ? new Job.Where(Job.Where.Kind.seam, 0, 0, 0, 0, 0, "", 0, "", 0.5)
                : new Job.Where(
                        Job.Where.Kind.page,
                        pages.size(),
                        Math.max(0, (last.width() - ABOUT_40_MM) / 2),
                        Math.max(0, (last.height() - ABOUT_40_MM) / 2),
                        ABOUT_40_MM,
                        ABOUT_40_MM,
                        "",
                        0,
                        "",
                        0);
    }

    private void embed(Worker worker, Answers.PreparedFile it) {
        SignedDataBuilder cms =
                SignedDataBuilder.pades(
                        HexFormat.of().parseHex(it.digest()), List.of(signer.certificate()));
        byte[] value = signer.key().sign(cms.preimage().toBytes());
        worker.write("cms", cms.assembleStamped(value, TimeStamp.Token.of(ca.stamp(value))));
        worker.ask(new Job.EmbedPdf(STAMPED, it, "cms", null));
    }

    private void embedOfd(Worker worker, Answers.PreparedFile it) {
        Answers.OfdPlace place = Objects.requireNonNull(it.ofd());
        Preimage toSign =
                SealSignature.prepare(
                        seal, place.at(), HexFormat.of().parseHex(it.digest()), it.property());
        byte[] value = signer.key().sign(toSign.toBytes());
        worker.write(
                "signature",
                SealSignature.assemble(
                                toSign, signer.certificate(), value, Optional.of(ca.stamp(value)))
                        .encoded());
        String prepared = STAMPED + ".prepared";
        worker.take(prepared, worker.fetch(STAMPED, MOST));
        worker.ask(new Job.EmbedOfd(prepared, STAMPED, it, "signature"));
    }

    /// With what was made, for the tools of others.
    private void drawn(Worker worker, Path file) throws IOException {
        String name = file.getFileName().toString();
        DocumentFormat format = name.endsWith(".pdf") ? DocumentFormat.pdf : DocumentFormat.ofd;
        int last = worker.ask(new Job.Open(STAMPED, format)).pages().size();
        worker.ask(new Job.Draw(STAMPED, format, last, WIDTH, "picture"));
        kept(worker.fetch("picture", MOST), name + ".png");
        kept(worker.fetch(STAMPED, MOST), name);
    }

    private void kept(Path file, String name) throws IOException {
        Files.copy(file, pictures.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static long peak(Worker worker) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(worker.pid()), "status")).stream()
                .filter(it -> it.startsWith("VmHWM:"))
                .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
