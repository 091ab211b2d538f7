package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.await;
import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.HostedDocument;
import cn.biaozhengtong.sdk.LocalDocument;
import cn.biaozhengtong.sdk.LocalSeals;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.SessionStatus;
import cn.biaozhengtong.sdk.VerifiedParty;
import cn.biaozhengtong.stamping.RefusedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import tools.jackson.databind.JsonNode;

/// R41 through the gateway: a platform uploads documents, their seals are put in under one PIN, and
/// what comes back is judged by programs that nobody here wrote, and by ours.
final class StampingRequirements {
    private final Endpoints endpoints;
    private final Bidder bidder;
    private final Scanner scanner;
    private final ScanClient platform;
    private final Path folder;

    /// @param bound whose bidder is bound to the platform
    StampingRequirements(Endpoints endpoints, Bidder bidder, TenderRequirements bound) {
        this.endpoints = endpoints;
        this.bidder = bidder;
        this.scanner = bound.scanner();
        this.platform =
                new ScanClient(
                        new ScanClient.Settings(
                                endpoints.gateway(),
                                endpoints.tokens(),
                                "rp-ansteel",
                                ClientCredential.secret(endpoints.get("rp-client-secret")),
                                bidder.wallet().chain().getLast()));
        try {
            this.folder = Files.createTempDirectory("stamping");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void r41() {
        try {
            sealed();
            local();
            refused();
        } catch (IOException | RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A bid tool seals its files where they are, as before an opening; nothing of them is
    /// uploaded.
    private void local() throws IOException, RefusedException {
        LocalSeals tool = platform.localSeals(Files.createDirectory(folder.resolve("tool")));
        LocalDocument letter = tool.announce(pdf("本地投标函", 3), "投标函（本地）");
        LocalDocument offer = tool.announce(pdf("本地商务标", 2), "商务标（本地）");
        List<LocalDocument> documents = List.of(letter, offer);
        OpenSession session =
                platform.open(
                        SessionRequest.seal(
                                "投标文件签章",
                                "商务标",
                                List.of(
                                        letter.sealed(
                                                "enterprise_seal",
                                                List.of("page 3 300 500 150 150")),
                                        offer.sealed("enterprise_seal", List.of("seam 0.5")))));
        CompletableFuture<SessionStatus> end =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return tool.serve(session, documents);
                    } catch (IOException | RefusedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        JsonNode card = scanner.scan(session.qr(Clock.systemUTC()));
        expect(
                "preview-not-available",
                () ->
                        bidder.phone()
                                .get(
                                        "/api/scan/v1/sessions/"
                                                + card.path("sessionId").asString()
                                                + "/documents/1/pages/1?width=600"));
        expect("wrong-pin", () -> scanner.approve(card, "246813"));
        check("approved", () -> scanner.approve(card, Bidder.PIN).equals("completed"));
        SessionStatus status = end.orTimeout(20, TimeUnit.SECONDS).join();
        VerifiedParty who = platform.verifier().verify(session, status.result());
        check("by the enterprise", () -> who.uscc().equals(bidder.uscc()));
        for (LocalDocument it : documents) {
            Path target = folder.resolve(it.id() + ".pdf");
            await("its signature is there", () -> isEmbedded(tool, session, it, target));
            judged(target);
        }
        await("evidence", () -> platform.evidence(session.id()).length > 0);
    }

    private static boolean isEmbedded(
            LocalSeals tool, OpenSession session, LocalDocument it, Path target) {
        try {
            tool.embed(session, it, target);
            return true;
        } catch (ScanException e) {
            check("not yet: " + e.getMessage(), () -> e.status() == 409);
            return false;
        } catch (IOException | RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A PDF of three pages with a seal on the last, and with one over the edges of all.
    private void sealed() throws IOException {
        Path first = pdf("投标函", 3);
        Path second = pdf("商务标（𠮷野）", 2);
        HostedDocument letter = platform.documents().upload(first, "投标函");
        HostedDocument offer = platform.documents().upload(second, "商务标（𠮷野）");
        check("three pages", () -> letter.pages() == 3);
        List<DocumentToSeal> documents =
                List.of(
                        letter.sealed("enterprise_seal", List.of("page 3 300 500 150 150")),
                        offer.sealed("enterprise_seal", List.of("seam 0.5")));
        OpenSession session = platform.open(SessionRequest.seal("投标文件签章", "商务标", documents));
        CompletableFuture<SessionStatus> end = platform.follow(session, ignored -> {});
        JsonNode card = scanner.scan(session.qr(Clock.systemUTC()));
        page(card);
        expect("wrong-pin", () -> scanner.approve(card, "246813"));
        check("nothing is sealed yet", () -> !isSealed(letter));
        check("approved", () -> scanner.approve(card, Bidder.PIN).equals("completed"));
        SessionStatus status = end.orTimeout(20, TimeUnit.SECONDS).join();
        VerifiedParty who = platform.verifier().verify(session, status.result());
        check("by the enterprise", () -> who.uscc().equals(bidder.uscc()));
        await("sealed", () -> isSealed(letter) && isSealed(offer));
        for (HostedDocument it : List.of(letter, offer)) {
            judged(target(it));
        }
        await("evidence", () -> platform.evidence(session.id()).length > 0);
        String of = ofEnterprise();
        inTheLog(of, "logged", uses(of).path(0));
        takenBack(offer, of);
        inTheLog(of, "withdrawn", withdrawn(of));
    }

    private String ofEnterprise() {
        return "?enterpriseId="
                + bidder.phone()
                        .get("/api/enterprises/v1/memberships")
                        .path(0)
                        .path("enterpriseId")
                        .asString();
    }

    private JsonNode uses(String of) {
        return bidder.phone().get("/api/seals/v1/uses" + of);
    }

    /// The newest that was taken back.
    private JsonNode withdrawn(String of) {
        for (JsonNode it : uses(of)) {
            if (it.has("withdrawn")) {
                return it;
            }
        }
        return Api.JSON.createObjectNode();
    }

    /// The use, or its being taken back, stands in the transparency log as the administrator's own
    /// record says, by a proof for a checkpoint that was stamped; a record with another fact does
    /// not.
    ///
    /// @param what `logged` or `withdrawn`
    private void inTheLog(String of, String what, JsonNode use) {
        Supplier<JsonNode> now =
                () -> {
                    for (JsonNode it : uses(of)) {
                        if (it.path("id").asLong() == use.path("id").asLong()) {
                            return what.equals("logged")
                                    ? it.path("logged")
                                    : it.path("withdrawn").path("logged");
                        }
                    }
                    return Api.JSON.createObjectNode();
                };
        await("in the log", () -> now.get().has("index"));
        JsonNode logged = now.get();
        Api api = bidder.phone().api();
        JsonNode said = api.get("/log/checkpoint", "");
        LogCheckpoint checkpoint =
                LogCheckpoint.verified(
                        said.path("text").asString(),
                        TimeStamp.Token.of(
                                Base64.getDecoder().decode(said.path("timeStamp").asString())),
                        ChainVerifier.trusting(bidder.wallet().chain().getLast()));
        JsonNode proof =
                api.get(
                        "/log/inclusion/"
                                + logged.path("digest").asString()
                                + "?size="
                                + checkpoint.size(),
                        "");
        check(
                "where the list says: " + proof,
                () -> proof.path("index").asLong() == logged.path("index").asLong());
        UseRecord record = UseRecord.parse(logged.path("record").asString());
        List<byte[]> nodes = new ArrayList<>();
        proof.path("nodes").forEach(it -> nodes.add(HexFormat.of().parseHex(it.asString())));
        MerkleTree.verifyInclusion(
                leaf(record),
                proof.path("index").asLong(),
                checkpoint.size(),
                nodes,
                checkpoint.rootBytes());
        List<String> facts = new ArrayList<>(record.values());
        facts.set(2, facts.get(2) + "（另）");
        try {
            MerkleTree.verifyInclusion(
                    leaf(new UseRecord(record.kind(), record.salt(), facts)),
                    proof.path("index").asLong(),
                    checkpoint.size(),
                    nodes,
                    checkpoint.rootBytes());
            throw new AssertionError("another record has the same proof");
        } catch (CryptoException e) {
            check("no proof of another", () -> e.reason() == CryptoException.Reason.bad_proof);
        }
    }

    private static byte[] leaf(UseRecord it) {
        return MerkleTree.leafHash(UseRecord.entry(it.kind(), it.digest()));
    }

    /// The administrator sees what his seals were used for; one use is taken back, and whoever
    /// verifies the copy is told.
    private void takenBack(HostedDocument it, String of) throws IOException {
        check("both uses are seen", () -> uses(of).size() >= 2);
        byte[] sheet = bidder.phone().bytes("/api/seals/v1/uses/export" + of);
        check("and exported", () -> new String(sheet, StandardCharsets.UTF_8).contains("商务标（𠮷野）"));
        Path copy = Files.copy(target(it), folder.resolve("copy.pdf"));
        platform.documents().withdraw(it, "更换报价文件");
        check("not given out any more", () -> !isSealed(it));
        check("told: " + report(copy), () -> report(copy).toString().contains("更换报价文件"));
    }

    /// As the phone shows it: a page, at the width of phones.
    private void page(JsonNode card) throws IOException {
        String pages =
                "/api/scan/v1/sessions/"
                        + card.path("sessionId").asString()
                        + "/documents/1/pages/";
        BufferedImage it =
                ImageIO.read(new ByteArrayInputStream(bidder.phone().bytes(pages + "3?width=600")));
        check("600 pixels wide", () -> it.getWidth() == 600);
        expect("page-unknown", () -> bidder.phone().get(pages + "4"));
    }

    private Path target(HostedDocument it) {
        return folder.resolve(it.id() + ".pdf");
    }

    private boolean isSealed(HostedDocument it) {
        try {
            platform.documents().sealed(it, target(it));
            return true;
        } catch (ScanException e) {
            check("not yet: " + e.status(), () -> e.status() == 409);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One signature that covers the whole file, sound to qpdf, and good to ourselves.
    private void judged(Path file) throws IOException {
        String signatures = said("pdfsig", "-nocert", file.toString());
        check("one signature: " + signatures, () -> signatures.split("Signature #").length == 2);
        check("of all: " + signatures, () -> signatures.contains("Total document signed"));
        String sound = said("qpdf", "--check", file.toString());
        check("sound: " + sound, () -> sound.contains("No syntax or stream encoding errors"));
        JsonNode report = report(file);
        check("good: " + report, () -> report.path("verdict").asString().equals("valid"));
        check(
                "by its seal: " + report,
                () ->
                        report.path("signatures")
                                .path(0)
                                .path("sealName")
                                .asString()
                                .equals(bidder.enterprise()));
        byte[] forged = Files.readAllBytes(file);
        forged[200] ^= 1;
        Path other = folder.resolve("forged.pdf");
        Files.write(other, forged);
        check(
                "a flipped bit is seen",
                () -> report(other).path("verdict").asString().equals("invalid"));
    }

    private JsonNode report(Path file) {
        try {
            return Api.JSON.readTree(
                    new Api(endpoints.gateway(), java.time.Duration.ofSeconds(20))
                            .post(
                                    "/rp/v1/verifications",
                                    "",
                                    "application/octet-stream",
                                    Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// What cannot be sealed is told why, before anybody is asked for a PIN.
    private void refused() throws IOException {
        HostedDocument it = platform.documents().upload(pdf("无此印章", 1), "无此印章");
        OpenSession session =
                platform.open(
                        SessionRequest.seal(
                                "签章",
                                "",
                                List.of(
                                        it.sealed(
                                                "invoice_seal",
                                                List.of("page 1 100 100 150 150")))));
        JsonNode card = scanner.scan(session.qr(Clock.systemUTC()));
        expect("seal-missing", () -> scanner.approve(card, Bidder.PIN));
        platform.cancel(session);
        Path script = folder.resolve("script.pdf");
        try (PDDocument made = new PDDocument()) {
            made.addPage(new PDPage(PDRectangle.A4));
            made.getDocumentCatalog()
                    .setOpenAction(
                            new org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript(
                                    "app.alert('x')"));
            made.save(script.toFile());
        }
        try {
            platform.documents().upload(script, "脚本");
            throw new AssertionError("a document with a script was taken");
        } catch (ScanException e) {
            check("told: " + e.getMessage(), () -> e.status() == 422 || e.status() == 400);
        }
    }

    private Path pdf(String title, int pages) throws IOException {
        Path file = folder.resolve(Integer.toHexString(title.hashCode()) + ".pdf");
        return pdf(file, "Page", pages);
    }

    /// A document as a bidder has one.
    static Path example(int pages) {
        try {
            Path file = Files.createTempDirectory("document").resolve("投标函.pdf");
            return pdf(file, "Page", pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param word in Latin, before each page's number
    static Path pdf(Path file, String word, int pages) throws IOException {
        try (PDDocument it = new PDDocument()) {
            List<PDPage> all = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                all.add(new PDPage(PDRectangle.A4));
                it.addPage(all.getLast());
                try (PDPageContentStream out = new PDPageContentStream(it, all.getLast())) {
                    out.beginText();
                    out.setFont(new PDType1Font(FontName.HELVETICA), 14);
                    out.newLineAtOffset(72, 700);
                    out.showText(word + " " + (i + 1) + " of " + pages);
                    out.endText();
                }
            }
            it.save(file.toFile());
        }
        return file;
    }
}
