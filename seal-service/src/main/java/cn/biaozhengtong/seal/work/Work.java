package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.OfdDrawing;
import cn.biaozhengtong.stamping.ofd.OfdOrder;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.ofd.OfdVerification;
import cn.biaozhengtong.stamping.ofd.PreparedOfd;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import cn.biaozhengtong.stamping.pdf.StampOrder;
import cn.biaozhengtong.stamping.pdf.verification.PdfBoxLook;
import cn.biaozhengtong.stamping.pdf.verification.PdfVerification;
import cn.biaozhengtong.stamping.pdf.verification.SealOfSignature;
import cn.biaozhengtong.stamping.pdf.verification.VerifiedEarlier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Does the jobs, in the worker.
final class Work {
    private static final OfdOrder.Maker MAKER = new OfdOrder.Maker("BZT", "标证通", "1.0");

    /// Of what may stand before a document's first line.
    private static final int HEAD = 1024;

    private final Path given;
    private final Path made;
    private final PdfStamping pdf;
    private final Map<String, Trust> trusts = new HashMap<>();

    Work(Path given, Path made) {
        this.given = given;
        this.made = made;
        this.pdf = new PdfStamping(VerifiedEarlier.byAnybody());
    }

    /// Loads what the first job needs, so that it does not wait for it.
    static void warmUp() throws IOException {
        Suite.sm2.generate();
        try (PDDocument none = new PDDocument()) {
            new PDFRenderer(none);
        }
        Wire.JSON.writeValueAsBytes(new Answers.Opened(List.of()));
    }

    /// Reads, draws and verifies something, so that what that loads stands in the archive.
    static void learn() throws IOException {
        Path folder = Files.createTempDirectory("learn");
        Path file = folder.resolve("pdf");
        Path trust = folder.resolve("trust");
        Path picture = folder.resolve("picture");
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.save(file.toFile());
            Files.write(
                    trust,
                    Wire.JSON.writeValueAsBytes(
                            new GivenTrust(
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    Instant.EPOCH)));
            Work work = new Work(folder, folder);
            List<Job<?>> jobs =
                    List.of(
                            new Job.Open("pdf", DocumentFormat.pdf),
                            new Job.Draw("pdf", DocumentFormat.pdf, 1, 200, "picture"),
                            new Job.Verify("pdf", "trust"));
            for (Job<?> it : jobs) {
                Wire.JSON.readValue(Wire.JSON.writeValueAsBytes(it), Job.class);
                Wire.JSON.writeValueAsBytes(work.done(it));
            }
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        } finally {
            for (Path it : List.of(file, trust, picture, folder)) {
                Files.deleteIfExists(it);
            }
        }
    }

    Object done(Job<?> job) throws IOException, RefusedException {
        return switch (job) {
            case Job.Verify it -> verified(it);
            case Job.Open it ->
                    new Answers.Opened(
                            it.format() == DocumentFormat.pdf
                                    ? PdfStamping.pages(file(it.file()))
                                    : OfdStamping.pages(file(it.file())));
            case Job.Draw it -> drawn(it);
            case Job.PreparePdf it -> prepared(it);
            case Job.PrepareOfd it -> prepared(it);
            case Job.EmbedPdf it -> embedded(it);
            case Job.EmbedOfd it -> embedded(it);
            case Job.Send it -> throw new IllegalArgumentException("sent without an answer");
        };
    }

    /// To read: what was made, or else what was given.
    private Path file(String name) {
        Path own = made(name);
        return Files.exists(own) ? own : given.resolve(name);
    }

    Path made(String name) {
        return made.resolve(name);
    }

    /// To be changed in its place.
    private Path own(String name) throws IOException {
        Path own = made(name);
        if (!Files.exists(own)) {
            Files.copy(given.resolve(name), own);
        }
        return own;
    }

    private VerifiedDocument verified(Job.Verify it) throws IOException, RefusedException {
        Trust trust = trusts.computeIfAbsent(it.trust(), this::trust);
        Path document = file(it.file());
        return VerifiedDocument.of(
                switch (sniffed(document)) {
                    case pdf ->
                            new PdfVerification(
                                            trust, SealOfSignature.IN_ENTRY, new PdfBoxLook(made))
                                    .verify(document);
                    case ofd -> OfdVerification.verify(document, trust);
                });
    }

    /// The parent writes it once.
    private Trust trust(String name) {
        return Wire.JSON.readValue(file(name), GivenTrust.class).trust();
    }

    /// By what the file is, whatever it is called.
    private static DocumentFormat sniffed(Path file) throws IOException, RefusedException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            if (head.startsWith("PK\u0003\u0004")) {
                return DocumentFormat.ofd;
            }
            if (head.contains("%PDF-")) {
                return DocumentFormat.pdf;
            }
            throw new RefusedException(Refusal.not_readable, "neither PDF nor OFD");
        }
    }

    private Answers.Drawn drawn(Job.Draw it) throws IOException, RefusedException {
        Path file = file(it.file());
        return PageDrawing.write(
                switch (it.format()) {
                    case pdf ->
                            PageDrawing.draw(Loader.loadPDF(file.toFile()), it.page(), it.width());
                    case ofd -> OfdDrawing.draw(file, it.page(), it.width());
                },
                made(it.picture()));
    }

    private Seal seal(Job.Order it) throws IOException {
        return Seal.parse(Files.readAllBytes(file(it.seal())));
    }

    private Answers.PreparedFile prepared(Job.PreparePdf it) throws IOException, RefusedException {
        Job.Order order = it.order();
        Seal seal = seal(order);
        PreparedPdf made =
                pdf.prepare(
                        file(order.source()),
                        made(order.target()),
                        new StampOrder(
                                it.name(),
                                Suite.sm2,
                                seal.info().picture(),
                                seal.info().name(),
                                it.signer(),
                                order.at(),
                                order.placements().stream().map(Job.Where::placement).toList(),
                                Optional.ofNullable(it.certify()),
                                StampOrder.LEAST_RESERVED,
                                Optional.of(seal)));
        List<String> notices =
                made.notices().stream().map(n -> n.name().toLowerCase(Locale.ROOT)).toList();
        return new Answers.PreparedFile(
                made.digestHex(), "", made.field(), made.boxes(), notices, made, null);
    }

    private Answers.PreparedFile prepared(Job.PrepareOfd it) throws IOException, RefusedException {
        Job.Order order = it.order();
        PreparedOfd made =
                OfdStamping.prepare(
                        file(order.source()),
                        made(order.target()),
                        new OfdOrder(
                                seal(order),
                                order.placements().stream().map(Job.Where::placement).toList(),
                                false,
                                MAKER,
                                order.at()));
        // The library writes beside the target.
        Files.move(made.file(), made.target());
        return new Answers.PreparedFile(
                made.digest(),
                made.property(),
                "",
                made.boxes(),
                List.of(),
                null,
                new Answers.OfdPlace(made.value(), made.at()));
    }

    private Answers.Embedded embedded(Job.EmbedPdf it) throws IOException, RefusedException {
        PreparedPdf state = it.prepared().pdf();
        if (state == null) {
            throw new RefusedException(Refusal.broken_signature, "no PDF");
        }
        Path file = own(it.file());
        pdf.embed(file, state, Files.readAllBytes(file(it.cms())));
        String evidence = it.evidence();
        if (evidence != null) {
            GivenEvidence given = Wire.JSON.readValue(file(evidence), GivenEvidence.class);
            PdfStamping.addValidationData(file, given.data());
        }
        return new Answers.Embedded(Files.size(file));
    }

    private Answers.Embedded embedded(Job.EmbedOfd it) throws IOException, RefusedException {
        Answers.OfdPlace place = it.prepared().ofd();
        if (place == null) {
            throw new RefusedException(Refusal.broken_signature, "no OFD");
        }
        PreparedOfd state =
                new PreparedOfd(
                        own(it.file()),
                        made(it.target()),
                        it.prepared().property(),
                        place.value(),
                        it.prepared().digest(),
                        place.at(),
                        it.prepared().boxes());
        OfdStamping.embed(state, SealSignature.parse(Files.readAllBytes(file(it.signature()))));
        return new Answers.Embedded(Files.size(made(it.target())));
    }
}
