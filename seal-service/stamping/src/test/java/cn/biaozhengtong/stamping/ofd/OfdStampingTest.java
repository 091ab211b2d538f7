package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfdStampingTest {
    @TempDir private Path folder;

    private Path source(TestOfd ofd) throws IOException {
        return ofd.write(folder.resolve("source.ofd"));
    }

    private Path target() {
        return folder.resolve("target.ofd");
    }

    private void refused(Refusal refusal, TestOfd ofd, Placement... placements) throws IOException {
        Path source = source(ofd);
        RefusedException e =
                catchThrowableOfType(
                        RefusedException.class, () -> Stamps.one(source, target(), placements));
        assertThat(e).as("not refused").isNotNull();
        assertThat(e.refusal()).as(e.getMessage()).isEqualTo(refusal);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(source);
        }
    }

    private static SignatureReport only(Report report) {
        assertThat(report.signatures()).hasSize(1);
        return report.signatures().get(0);
    }

    private static Report valid(Path file) throws Exception {
        Report report = OfdVerification.verify(file, Signers.trust());
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.valid);
        return report;
    }

    @Test
    void document_stamped_isValid_andSaysWhereAndWhose() throws Exception {
        Path stamped = Stamps.one(source(TestOfd.pages(3)), target(), Stamps.MIDDLE);
        SignatureReport report = only(valid(stamped));
        assertThat(report.signer().orElseThrow()).contains("鞍山测试有限公司");
        assertThat(report.sealName()).contains("鞍山测试有限公司");
        assertThat(report.at()).contains(Signers.NOW);
        assertThat(report.proven()).isTrue();
        Box box = report.boxes().get(0);
        assertThat(box.page()).isEqualTo(1);
        // 40 mm around the middle of the rectangle.
        assertThat(box.left()).isCloseTo(275 - 56.69, within(0.1));
        assertThat(box.top()).isCloseTo(375 - 56.69, within(0.1));
        assertThat(box.width()).isCloseTo(113.39, within(0.1));
    }

    @Test
    void description_saysWhatTheStandardAsksFor() throws Exception {
        Path stamped = Stamps.one(source(TestOfd.pages(2)), target(), Stamps.MIDDLE);
        TestOfd made = TestOfd.read(stamped);
        String text = made.get("Doc_0/Signs/Sign_0/Signature.xml");
        assertThat(text)
                .contains("xmlns:ofd=\"http://www.ofdspec.org/2016\"")
                .contains("CheckMethod=\"1.2.156.10197.1.401\"")
                .contains("<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>")
                .contains("<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat<")
                .contains("<ofd:BaseLoc>/Doc_0/Signs/Sign_0/Seal.esl<")
                .contains("PageRef=\"1\"");
        for (String it : made.files.keySet()) {
            boolean open =
                    it.endsWith("Signatures.xml")
                            || it.endsWith("Signature.xml")
                            || it.endsWith("SignedValue.dat");
            assertThat(text.contains("FileRef=\"/" + it + "\"")).as(it).isEqualTo(!open);
        }
        SealSignature value =
                SealSignature.parse(made.files.get("Doc_0/Signs/Sign_0/SignedValue.dat"));
        assertThat(value.property()).isEqualTo("/Doc_0/Signs/Sign_0/Signature.xml");
        assertThat(value.seal().encoded()).isEqualTo(made.files.get("Doc_0/Signs/Sign_0/Seal.esl"));
        assertThat(made.get("OFD.xml"))
                .contains(
                        "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>");
    }

    @Test
    void steps_doneAgain_giveTheSameBytes() throws Exception {
        Path source = source(TestOfd.pages(2));
        OfdOrder order = Stamps.order(Signers.SEAL, false, Stamps.MIDDLE);
        PreparedOfd first = OfdStamping.prepare(source, target(), order);
        byte[] bytes = Files.readAllBytes(first.file());
        PreparedOfd second = OfdStamping.prepare(source, target(), order);
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(second.file())).isEqualTo(bytes);
        assertThat(target()).doesNotExist();
    }

    @Test
    void earlierFiles_keepTheirBytes_packedAsTheyWere() throws Exception {
        TestOfd ofd = TestOfd.pages(5);
        byte[] noise = new byte[50_000];
        new java.util.Random(1).nextBytes(noise);
        ofd.files.put("Doc_0/Res/图片.png", noise);
        Path source = source(ofd);
        Path stamped = Stamps.one(source, target(), Stamps.MIDDLE);
        byte[] before = Files.readAllBytes(source);
        byte[] after = Files.readAllBytes(stamped);
        try (ZipFile old = new ZipFile(source.toFile());
                ZipFile made = new ZipFile(stamped.toFile())) {
            for (ZipEntry it : Collections.list(old.entries())) {
                if (!it.getName().equals("OFD.xml")) {
                    ZipEntry same = made.getEntry(it.getName());
                    assertThat(same).as(it.getName()).isNotNull();
                    assertThat(same.getCompressedSize()).isEqualTo(it.getCompressedSize());
                    assertThat(same.getCrc()).isEqualTo(it.getCrc());
                }
            }
        }
        String page = packed(before, "Doc_0/Pages/Page_3/Content.xml");
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).contains(page);
        valid(stamped);
    }

    /// The packed bytes of a file, some of them.
    private static String packed(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(name) + name.length();
        return text.substring(at, at + 120);
    }

    @Test
    void threeSigners_oneAfterAnother_areAllValid() throws Exception {
        Path one = Stamps.one(source(TestOfd.pages(4)), folder.resolve("1.ofd"), Stamps.MIDDLE);
        Path two =
                Stamps.by(
                        Signers.TWO,
                        one,
                        folder.resolve("2.ofd"),
                        Stamps.order(
                                Signers.SEAL_TWO, false, new Placement.OnPage(2, 0, 0, 300, 300)));
        Path three =
                Stamps.by(
                        Signers.ONE,
                        two,
                        folder.resolve("3.ofd"),
                        Stamps.order(Signers.SEAL, true, new Placement.Seam(0.5)));
        Report report = valid(three);
        assertThat(report.signatures()).hasSize(3);
        assertThat(report.signatures()).extracting(SignatureReport::name).doesNotHaveDuplicates();
        assertThat(report.signatures().get(2).boxes()).hasSize(4);
        assertThat(report.signatures().get(2).findings())
                .extracting(it -> it.code())
                .contains("list-as-signed", "covers-all");
        // In place, over itself.
        assertThat(Files.size(three)).isGreaterThan(Files.size(two));
    }

    @Test
    void lockedDocument_isRefused_withTheReason() throws Exception {
        Path locked =
                Stamps.by(
                        Signers.ONE,
                        source(TestOfd.pages(2)),
                        target(),
                        Stamps.order(Signers.SEAL, true, Stamps.MIDDLE));
        valid(locked);
        RefusedException e =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> Stamps.one(locked, folder.resolve("2.ofd"), Stamps.MIDDLE));
        assertThat(e.refusal()).isEqualTo(Refusal.locked);
    }

    @Test
    void documentUnderIntegrityProtection_isRefused() throws Exception {
        refused(
                Refusal.locked,
                TestOfd.pages(1).xml("OFDEntries.xml", "DocEntries", "", ""),
                Stamps.MIDDLE);
    }

    @Test
    void documentWithABrokenSignature_isRefused() throws Exception {
        Path stamped = Stamps.one(source(TestOfd.pages(2)), target(), Stamps.MIDDLE);
        Path forged =
                TestOfd.read(stamped)
                        .change("Doc_0/Pages/Page_1/Content.xml", it -> it.replace("投标", "招标"))
                        .write(folder.resolve("forged.ofd"));
        RefusedException e =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> Stamps.one(forged, folder.resolve("2.ofd"), Stamps.MIDDLE));
        assertThat(e.refusal()).isEqualTo(Refusal.broken_signature);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 19, 40, 41, 81, 300})
    void seam_ofAnyPages_isTheWholeSeal_onceAGroup(int pages) throws Exception {
        Path stamped = Stamps.one(source(TestOfd.pages(pages)), target(), new Placement.Seam(0.3));
        List<Box> boxes = only(valid(stamped)).boxes();
        assertThat(boxes).hasSize(pages);
        int groups = (pages + 39) / 40;
        double sum = boxes.stream().mapToDouble(Box::width).sum();
        assertThat(sum).isCloseTo(groups * 40 / 25.4 * 72, within(0.01));
        for (Box it : boxes) {
            assertThat(it.left() + it.width()).isCloseTo(210 / 25.4 * 72, within(0.01));
            assertThat(it.width()).isGreaterThan(0.9 / 25.4 * 72);
        }
    }

    @Test
    void seam_onOnePage_isRefused() throws Exception {
        refused(Refusal.seam_on_one_page, TestOfd.pages(1), new Placement.Seam(0.5));
        refused(Refusal.does_not_fit, TestOfd.pages(2), new Placement.Seam(0.99));
    }

    @Test
    void furtherSeam_standsBelowTheFirst() throws Exception {
        Placement seam = new Placement.Seam(0.5);
        Path one = Stamps.one(source(TestOfd.pages(3)), folder.resolve("1.ofd"), seam);
        Path two =
                Stamps.by(
                        Signers.TWO,
                        one,
                        folder.resolve("2.ofd"),
                        Stamps.order(Signers.SEAL_TWO, false, seam));
        List<SignatureReport> all = valid(two).signatures();
        Box first = all.get(0).boxes().get(1);
        Box second = all.get(1).boxes().get(1);
        assertThat(second.top()).isGreaterThanOrEqualTo(first.top() + first.height() - 0.01);
    }

    @Test
    void sealTwiceOnAPage_isRefused() throws Exception {
        refused(Refusal.twice_on_page, TestOfd.pages(3), Stamps.MIDDLE, new Placement.Seam(0.5));
    }

    @ParameterizedTest
    @CsvSource({
        // document, page, left, top, refused
        "0 0 210 297,,275,375,",
        "0 0 210 297,0 0 100 100,275,375,does_not_fit",
        "0 0 210 297,0 0 100 100,141,141,",
        "0 0 100 100,0 0 210 297,275,375,",
        "0 0 210 297,10 20 210 297,275,375,",
        "0 0 0 0,,275,375,page_without_area",
        "0 0 210 297,,20,20,does_not_fit",
        "0 0 210 297,,590,830,does_not_fit"
    })
    void areas_ofPages_countBeforeTheDocuments(
            String document, String page, double x, double y, Refusal refusal) throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.document(1, "<ofd:PhysicalBox>" + document + "</ofd:PhysicalBox>", "");
        if (page != null) {
            ofd.page(0, "<ofd:Area><ofd:PhysicalBox>" + page + "</ofd:PhysicalBox></ofd:Area>", "");
        }
        Placement at = new Placement.OnPage(1, x - 10, y - 10, 20, 20);
        if (refusal != null) {
            refused(refusal, ofd, at);
            return;
        }
        Box box = only(valid(Stamps.one(source(ofd), target(), at))).boxes().get(0);
        assertThat(box.left() + box.width() / 2).isCloseTo(x, within(0.05));
        assertThat(box.top() + box.height() / 2).isCloseTo(y, within(0.05));
    }

    @Test
    void applicationBox_limitsWhatIsSeen() throws Exception {
        TestOfd ofd = TestOfd.pages(2);
        ofd.document(
                2,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                        + "<ofd:ApplicationBox>60 60 100 100</ofd:ApplicationBox>",
                "");
        refused(Refusal.does_not_fit, ofd, new Placement.OnPage(1, 60, 60, 20, 20));
        Path stamped = Stamps.one(source(ofd), target(), new Placement.Seam(0.5));
        // At the edge of what is shown, not of the paper.
        Box box = only(valid(stamped)).boxes().get(0);
        assertThat(box.left() + box.width()).isCloseTo(160 / 25.4 * 72, within(0.01));
    }

    @Test
    void pagesAbsent_andFields_areRefused() throws Exception {
        refused(Refusal.page_absent, TestOfd.pages(2), new Placement.OnPage(3, 200, 200, 9, 9));
        refused(Refusal.page_absent, TestOfd.pages(2), new Placement.OnPage(0, 200, 200, 9, 9));
        refused(Refusal.page_absent, TestOfd.pages(2));
        refused(Refusal.field_absent, TestOfd.pages(2), new Placement.InField("sign"));
    }

    @Test
    void severalDocuments_orVersions_areRefused() throws Exception {
        TestOfd two = TestOfd.pages(1);
        two.catalogue("Doc_0/Document.xml", "Doc_0/Document.xml");
        refused(Refusal.several_documents, two, Stamps.MIDDLE);
        TestOfd versions = TestOfd.pages(1);
        versions.change(
                "OFD.xml",
                it ->
                        it.replace(
                                "</ofd:DocRoot>",
                                "</ofd:DocRoot><ofd:Versions><ofd:Version ID=\"1\" Index=\"1\""
                                        + " BaseLoc=\"v.xml\"/></ofd:Versions>"));
        refused(Refusal.several_documents, versions, Stamps.MIDDLE);
    }

    @Test
    void namespaceOfAnotherYear_isRead_andOursIsTheStandards() throws Exception {
        TestOfd ofd = TestOfd.with("http://www.ofdspec.org", "投标函");
        Path stamped = Stamps.one(source(ofd), target(), Stamps.MIDDLE);
        valid(stamped);
        TestOfd made = TestOfd.read(stamped);
        assertThat(made.get("Doc_0/Signs/Signatures.xml")).contains(TestOfd.NAMESPACE);
        assertThat(made.get("Doc_0/Document.xml")).contains("\"http://www.ofdspec.org\"");
    }

    @Test
    void chineseNames_areKeptAndProtected() throws Exception {
        TestOfd ofd = TestOfd.pages(1).put("Doc_0/Res/这是一个中文目录/数据文件.txt", "数据");
        Path stamped = Stamps.one(source(ofd), target(), Stamps.MIDDLE);
        assertThat(only(valid(stamped)).findings())
                .extracting(it -> it.code())
                .contains("covers-all");
        try (ZipFile made = new ZipFile(stamped.toFile(), StandardCharsets.US_ASCII)) {
            // Read as ASCII, only the UTF-8 flag tells the name.
            assertThat(made.getEntry("Doc_0/Res/这是一个中文目录/数据文件.txt")).isNotNull();
        }
        assertThat(TestOfd.read(stamped).get("Doc_0/Signs/Sign_0/Signature.xml"))
                .contains("/Doc_0/Res/这是一个中文目录/数据文件.txt");
    }

    @Test
    void namesInGbk_areReadAndWrittenAsUtf8() throws Exception {
        TestOfd ofd = TestOfd.pages(1).put("Doc_0/Res/QQQQ.txt", "x");
        byte[] zip = ofd.zip();
        byte[] gbk = "投标".getBytes("GBK");
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("QQQQ"); at >= 0; at = text.indexOf("QQQQ", at + 1)) {
            System.arraycopy(gbk, 0, zip, at, 4);
        }
        Path source = Files.write(folder.resolve("gbk.ofd"), zip);
        // Java says UTF-8 of all names; old tools say nothing.
        clearUtf8(zip);
        Files.write(source, zip);
        Path stamped = Stamps.one(source, target(), Stamps.MIDDLE);
        valid(stamped);
        assertThat(TestOfd.read(stamped).files).containsKey("Doc_0/Res/投标.txt");
    }

    private static void clearUtf8(byte[] zip) {
        for (int i = 0; i + 10 < zip.length; i++) {
            boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3;
            boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1;
            if (local || central) {
                zip[i + (local ? 7 : 9)] &= ~8;
            }
        }
    }

    @Test
    void value_ofAnotherDocument_isNotEmbedded() throws Exception {
        OfdOrder order = Stamps.order(Signers.SEAL, false, Stamps.MIDDLE);
        PreparedOfd one = OfdStamping.prepare(source(TestOfd.pages(1)), target(), order);
        PreparedOfd two =
                OfdStamping.prepare(source(TestOfd.pages(2)), folder.resolve("2.ofd"), order);
        List<RefusedException> all = new ArrayList<>();
        all.add(
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                OfdStamping.embed(
                                        one, Signers.sign(two, Signers.SEAL, Signers.ONE))));
        all.add(
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                OfdStamping.embed(
                                        two, Signers.sign(two, Signers.SEAL_TWO, Signers.TWO))));
        assertThat(all)
                .extracting(RefusedException::refusal)
                .containsOnly(Refusal.broken_signature);
        assertThat(target()).doesNotExist();
        valid(OfdStamping.embed(one, Signers.sign(one, Signers.SEAL, Signers.ONE)));
        assertThat(one.file()).doesNotExist();
    }
}
