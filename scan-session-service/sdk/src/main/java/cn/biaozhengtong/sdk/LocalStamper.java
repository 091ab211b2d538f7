package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.OfdOrder;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.ofd.OfdVerification;
import cn.biaozhengtong.stamping.ofd.PreparedOfd;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import cn.biaozhengtong.stamping.pdf.StampOrder;
import cn.biaozhengtong.stamping.pdf.verification.PdfVerification;
import cn.biaozhengtong.stamping.pdf.verification.VerifiedEarlier;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What [LocalSeals] does to files, by the stamping library.
final class LocalStamper {
    private static final OfdOrder.Maker MAKER = new OfdOrder.Maker("BZT", "标证通", "1.0");

    private final ChainVerifier authority;
    private final Path folder;
    private final PdfStamping pdf = new PdfStamping(VerifiedEarlier.byAnybody());

    LocalStamper(ChainVerifier authority, Path folder) {
        this.authority = authority;
        this.folder = folder;
    }

    /// One seal in one document, as the session shows it and the service asks for it.
    record Wish(
            LocalDocument document,
            DocumentToSeal shown,
            Seal seal,
            String field,
            String signer,
            Instant at) {}

    /// @throws ScanException when its last signature is not good; the file is gone then
    void mustVerify(LocalDocument document, Path done) throws IOException, RefusedException {
        Trust trust = Trust.in(authority, Instant.now());
        Report report =
                document.format().equals("pdf")
                        ? PdfVerification.verify(done, trust)
                        : OfdVerification.verify(done, trust);
        if (report.signatures().isEmpty()
                || report.signatures().get(report.signatures().size() - 1).verdict()
                        == Verdict.invalid) {
            Files.deleteIfExists(done);
            throw new ScanException(200, "", "the sealed file does not verify: " + report);
        }
    }

    /// A file with its seal and room for the signature.
    record Prepared(String digest, String property, Path file, Embedding embed) {}

    interface Embedding {
        void into(Path target, byte[] value) throws IOException, RefusedException;
    }

    Prepared prepared(Wish it) throws IOException, RefusedException {
        LocalDocument document = it.document();
        if (!Documents.digest(document.file()).equals(document.digest())) {
            throw new IOException("the document changed: " + document.file());
        }
        Seal seal = it.seal();
        int certify = it.shown().certify();
        List<Placement> places =
                it.shown().places().stream()
                        .map(LocalStamper::placement)
                        .collect(Collectors.toList());
        Path target = folder.resolve(document.id() + ".prepared");
        Files.deleteIfExists(target);
        if (document.format().equals("pdf")) {
            PreparedPdf made =
                    pdf.prepare(
                            document.file(),
                            target,
                            new StampOrder(
                                    it.field(),
                                    Suite.sm2,
                                    seal.info().picture(),
                                    seal.info().name(),
                                    it.signer(),
                                    it.at(),
                                    places,
                                    certify == 0 ? Optional.empty() : Optional.of(certify),
                                    StampOrder.LEAST_RESERVED,
                                    Optional.of(seal)));
            return new Prepared(
                    made.digestHex(),
                    "",
                    target,
                    (done, value) -> {
                        pdf.embed(target, made, value);
                        Files.move(target, done, StandardCopyOption.REPLACE_EXISTING);
                    });
        }
        PreparedOfd made =
                OfdStamping.prepare(
                        document.file(), target, new OfdOrder(seal, places, false, MAKER, it.at()));
        return new Prepared(
                made.digest(),
                made.property(),
                made.file(),
                (done, value) ->
                        Files.move(
                                OfdStamping.embed(made, SealSignature.parse(value)),
                                done,
                                StandardCopyOption.REPLACE_EXISTING));
    }

    /// The texts of [DocumentToSeal].
    static Placement placement(String text) {
        String[] it = text.split(" ", 2);
        switch (it[0]) {
            case "page":
                {
                    double[] box =
                            Stream.of(it[1].split(" ")).mapToDouble(Double::parseDouble).toArray();
                    return new Placement.OnPage((int) box[0], box[1], box[2], box[3], box[4]);
                }
            case "keyword":
                {
                    String[] word = it[1].split(" ", 2);
                    return new Placement.AtKeyword(word[1], Integer.parseInt(word[0]));
                }
            case "field":
                return new Placement.InField(it[1]);
            default:
                return new Placement.Seam(Double.parseDouble(it[1]));
        }
    }
}
