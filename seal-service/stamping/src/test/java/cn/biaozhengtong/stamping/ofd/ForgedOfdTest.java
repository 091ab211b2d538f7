package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What forgers do to a document that was valid before, and what is said of it.
class ForgedOfdTest {
    private static final String PAGE = "Doc_0/Pages/Page_1/Content.xml";
    private static final String SIGN = "Doc_0/Signs/Sign_0/";
    private static final String SIGNATURE = SIGN + "Signature.xml";
    private static final String VALUE = SIGN + "SignedValue.dat";
    private static final String LIST = "Doc_0/Signs/Signatures.xml";

    @TempDir private Path folder;

    enum Forgery {
        aPageChanged("file-changed", it -> it.change(PAGE, page -> page.replace("投标", "中标"))),
        pagesSwapped(
                "file-changed",
                it ->
                        it.change(
                                "Doc_0/Document.xml",
                                text ->
                                        text.replace("Page_0", "Page_x")
                                                .replace("Page_1", "Page_0")
                                                .replace("Page_x", "Page_1"))),
        aFontChanged(
                "file-changed", it -> it.change("Doc_0/PublicRes.xml", t -> t.replace("宋", "黑"))),
        anAttachmentChanged("file-changed", it -> it.put("Doc_0/Res/附件.txt", "单价 2")),
        anAttachmentRemoved("file-absent", it -> it.files.remove("Doc_0/Res/附件.txt")),
        anotherDocumentBehindTheCatalogue("file-changed", Forgery::anotherDocument),
        anotherPageInTheDocument("page-not-covered", Forgery::anotherDocument),
        aSecondDocument("several-documents", Verdict.invalid, Forgery::secondDocument),
        aVersion(
                "versions",
                Verdict.invalid,
                it ->
                        it.change(
                                "OFD.xml",
                                text ->
                                        text.replace(
                                                "</ofd:DocRoot>",
                                                "</ofd:DocRoot><ofd:Versions><ofd:Version ID=\"1\""
                                                        + " Index=\"1\" Current=\"true\""
                                                        + " BaseLoc=\"v.xml\"/></ofd:Versions>"))),
        aFileAdded(
                "files-not-covered",
                Verdict.intact_not_proven,
                it -> it.put("Doc_0/Res/后加.txt", "单价 2")),
        aDigestAdapted("description-changed", Forgery::adaptedDigest),
        aReferenceRemoved(
                "description-changed",
                it ->
                        it.change(
                                SIGNATURE,
                                text ->
                                        text.replaceFirst(
                                                "<ofd:Reference FileRef=\"/"
                                                        + PAGE
                                                        + "\">.*?</ofd:Reference>",
                                                ""))),
        theStampMoved(
                "description-changed",
                it -> it.change(SIGNATURE, t -> t.replaceFirst("Boundary=\"\\d", "Boundary=\"1"))),
        aTimeAdapted(
                "description-changed",
                it -> it.change(SIGNATURE, t -> t.replaceFirst("DateTime>20", "DateTime>19"))),
        theValueOfAnotherDocument(
                "description-changed",
                it -> it.files.put(VALUE, new SealForger().value(new byte[32]))),
        theValueFlipped("signature-broken", Forgery::flippedValue),
        theValueRemoved("signature-value-absent", it -> it.files.remove(VALUE)),
        theValueLonger(
                "signature-value-malformed",
                it -> it.files.put(VALUE, Arrays.copyOf(it.files.get(VALUE), 20_000))),
        theValueEmpty("signature-value-malformed", it -> it.files.put(VALUE, new byte[0])),
        aBareSignatureForASeal(
                "seal-absent",
                it -> it.files.put(VALUE, Signers.ONE.key().sign(it.files.get(SIGNATURE)))),
        anotherSealBeside("seal-file-differs", it -> it.files.put(SIGN + "Seal.esl", new byte[9])),
        aSignerOfAnotherSeal("signer-not-in-seal", it -> sign(it, f -> f.signer = Signers.TWO)),
        aSealRepainted("seal-broken", Forgery::repainted),
        aSealOfASubscriberAsMaker(
                "maker-not-known", Verdict.intact_not_proven, Forgery::selfMadeSeal),
        aSealBeforeItsTime(
                "seal-not-in-force", it -> sign(it, f -> f.at = f.at.minus(Duration.ofMinutes(1)))),
        aSealAfterItsTime(
                "seal-not-in-force", it -> sign(it, f -> f.at = f.at.plus(Duration.ofDays(31)))),
        anExpiredSigner("signer-not-in-force", Forgery::expiredSigner),
        anEncryptionCertificate("signer-wrong-purpose", Forgery::encryptionCertificate),
        aStampOfAnotherSignature(
                "time-stamp-broken",
                it -> sign(it, f -> f.token = Optional.of(Signers.timeStamp(new byte[8], f.at)))),
        noTimeStamp(
                "time-claimed", Verdict.intact_not_proven, it -> sign(it, f -> f.stamped = false)),
        aSealOfAnUnknownVersion(
                "seal-version-unknown",
                Verdict.intact_not_proven,
                it -> sign(it, f -> f.seal = SealForger.ofVersion(f.seal, 5))),
        aPropertyOfAnotherSignature(
                "property-differs", it -> sign(it, f -> f.property = "/Doc_0/Signature.xml")),
        aSignatureMoved("property-differs", Forgery::moved),
        aStampOnAnAbsentPage(
                "stamp-page-absent",
                it -> describe(it, t -> t.replace("PageRef=\"1\"", "PageRef=\"77\""))),
        aStampOutsideOfItsPage(
                "stamp-outside-page",
                it -> describe(it, t -> t.replaceFirst("Boundary=\"[\\d.]+", "Boundary=\"300"))),
        aStampOverTheEdge(
                "stamp-cut",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replaceFirst("Boundary=\"[\\d.]+", "Boundary=\"200"))),
        aStampBlownUp(
                "stamp-size-differs",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replaceFirst(" 40 40\"", " 80 80\""))),
        aStampNowhere(
                "stamp-absent",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replaceFirst("<ofd:StampAnnot [^>]*/>", ""))),
        aStampOfHalfASeal(
                "stamp-clips-incomplete",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replace(" 40 40\"", " 40 40\" Clip=\"0 0 20 40\""))),
        twoListsOfReferences(
                "signature-file-malformed",
                it ->
                        describe(
                                it,
                                t ->
                                        t.replace(
                                                "<ofd:References ",
                                                "<ofd:References"
                                                        + " CheckMethod=\"SM3\"/><ofd:References "))),
        noReferences(
                "nothing-protected",
                it -> describe(it, t -> t.replaceFirst("<ofd:Reference .*</ofd:Reference>", ""))),
        aPageLeftOpen(
                "page-not-covered",
                it ->
                        describe(
                                it,
                                t ->
                                        t.replaceFirst(
                                                "<ofd:Reference FileRef=\"/"
                                                        + PAGE
                                                        + "\">.*?</ofd:Reference>",
                                                ""))),
        theCatalogueLeftOpen(
                "files-not-covered",
                Verdict.intact_not_proven,
                it ->
                        describe(
                                it,
                                t ->
                                        t.replaceFirst(
                                                "<ofd:Reference"
                                                        + " FileRef=\"/OFD.xml\">.*?</ofd:Reference>",
                                                ""))),
        aWeakDigest(
                "check-method-weak",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replace("1.2.156.10197.1.401", "MD5"))),
        anUnknownDigest(
                "check-method-unknown",
                Verdict.intact_not_proven,
                it -> describe(it, t -> t.replace("1.2.156.10197.1.401", "1.2.3"))),
        aReferenceOutside(
                "signature-file-malformed",
                it ->
                        describe(
                                it,
                                t -> t.replace("FileRef=\"/OFD.xml\"", "FileRef=\"/../OFD.xml\""))),
        theDescriptionRemoved("signature-file-malformed", it -> it.files.remove(SIGNATURE)),
        theDescriptionWithADocumentType(
                "signature-file-malformed",
                it -> describe(it, t -> t.replace("?>\n", "?>\n<!DOCTYPE x>\n"))),
        theListRemoved("list-malformed", it -> it.files.remove(LIST)),
        theSignatureDelisted(
                "signature-hidden",
                it -> it.change(LIST, t -> t.replaceFirst("<ofd:Signature .*/>", ""))),
        theListDisowned(
                "signature-hidden",
                it ->
                        it.change(
                                "OFD.xml",
                                t -> t.replaceFirst("<ofd:Signatures>.*</ofd:Signatures>", ""))),
        theSignatureListedTwice(
                "signature-twice",
                it -> it.change(LIST, t -> t.replaceFirst("(<ofd:Signature .*/>)", "$1$1")));

        private final String code;
        private final Verdict verdict;
        private final Consumer<TestOfd> forger;

        Forgery(String code, Consumer<TestOfd> forger) {
            this(code, Verdict.invalid, forger);
        }

        Forgery(String code, Verdict verdict, Consumer<TestOfd> forger) {
            this.code = code;
            this.verdict = verdict;
            this.forger = forger;
        }

        /// Signs the description as it lies there.
        private static void sign(TestOfd ofd, Consumer<SealForger> how) {
            SealForger forger = new SealForger();
            how.accept(forger);
            byte[] description = ofd.files.get(SIGNATURE);
            ofd.files.put(VALUE, forger.value(Sm3.digest(description)));
        }

        /// A signer who may use the seal signs a description that he wrote.
        private static void describe(TestOfd ofd, UnaryOperator<String> change) {
            ofd.change(SIGNATURE, change);
            sign(ofd, it -> {});
        }

        private static void anotherDocument(TestOfd ofd) {
            ofd.put("Doc_0/Other.xml", ofd.get("Doc_0/Document.xml"));
            ofd.change("OFD.xml", it -> it.replace("Doc_0/Document.xml", "Doc_0/Other.xml"));
        }

        private static void secondDocument(TestOfd ofd) {
            ofd.change(
                    "OFD.xml",
                    it ->
                            it.replace(
                                    "</ofd:OFD>",
                                    "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
                                            + "</ofd:DocBody></ofd:OFD>"));
        }

        private static void adaptedDigest(TestOfd ofd) {
            String before = digest(ofd);
            ofd.change(PAGE, page -> page.replace("投标", "中标"));
            ofd.change(SIGNATURE, it -> it.replace(before, digest(ofd)));
        }

        private static String digest(TestOfd ofd) {
            return Base64.getEncoder().encodeToString(Sm3.digest(ofd.files.get(PAGE)));
        }

        private static void flippedValue(TestOfd ofd) {
            ofd.files.put(VALUE, new SealForger().value(Sm3.digest(ofd.files.get(SIGNATURE))));
            String value = new String(ofd.files.get(VALUE), StandardCharsets.ISO_8859_1);
            // A character of the claimed path, which the signature is over.
            ofd.files.put(
                    VALUE,
                    value.replace("Sign_0/Signature.xml", "Sign_1/Signature.xml")
                            .getBytes(StandardCharsets.ISO_8859_1));
        }

        private static void repainted(TestOfd ofd) {
            byte[] seal = SealForger.repainted(Signers.SEAL.encoded());
            replaceSeal(ofd, seal);
            sign(ofd, it -> it.seal = seal);
        }

        private static void selfMadeSeal(TestOfd ofd) {
            Seal made =
                    Seal.make(
                            Signers.info(List.of(Signers.ONE.certificate()), 40, 40),
                            Signers.TWO.certificate(),
                            Signers.TWO.key());
            replaceSeal(ofd, made.encoded());
            sign(ofd, it -> it.seal = made.encoded());
        }

        /// In the file and in the digest of it.
        private static void replaceSeal(TestOfd ofd, byte[] seal) {
            String before = sealDigest(ofd);
            ofd.files.put(SIGN + "Seal.esl", seal);
            ofd.change(SIGNATURE, it -> it.replace(before, sealDigest(ofd)));
        }

        private static String sealDigest(TestOfd ofd) {
            return Base64.getEncoder().encodeToString(Sm3.digest(ofd.files.get(SIGN + "Seal.esl")));
        }

        private static void expiredSigner(TestOfd ofd) {
            signedBy(
                    ofd,
                    Signers.signer(
                            CertificateProfile.subscriber_signing,
                            "过期",
                            Signers.NOW.minus(Duration.ofDays(366))));
        }

        private static void encryptionCertificate(TestOfd ofd) {
            signedBy(ofd, Signers.signer(CertificateProfile.subscriber_encryption, "加密"));
        }

        private static void signedBy(TestOfd ofd, Signers.Signer signer) {
            byte[] seal = Signers.seal(List.of(signer.certificate()), 40, 40).encoded();
            replaceSeal(ofd, seal);
            sign(
                    ofd,
                    it -> {
                        it.seal = seal;
                        it.signer = signer;
                    });
        }

        private static void moved(TestOfd ofd) {
            for (String it : List.of("Signature.xml", "SignedValue.dat", "Seal.esl")) {
                ofd.files.put("Doc_0/Signs/Sign_5/" + it, ofd.files.remove(SIGN + it));
            }
            ofd.change(LIST, it -> it.replace("Sign_0", "Sign_5"));
            ofd.change("Doc_0/Signs/Sign_5/Signature.xml", it -> it.replace("Sign_0", "Sign_5"));
            byte[] description = ofd.files.get("Doc_0/Signs/Sign_5/Signature.xml");
            ofd.files.put(
                    "Doc_0/Signs/Sign_5/SignedValue.dat",
                    new SealForger().value(Sm3.digest(description)));
        }
    }

    private TestOfd valid() throws Exception {
        TestOfd source = TestOfd.pages(3).put("Doc_0/Res/附件.txt", "单价 1");
        Path file = source.write(folder.resolve("source.ofd"));
        Path stamped = Stamps.one(file, folder.resolve("stamped.ofd"), Stamps.MIDDLE);
        TestOfd out = TestOfd.read(stamped);
        assertThat(verify(out).verdict()).isEqualTo(Verdict.valid);
        return out;
    }

    private Report verify(TestOfd ofd, Revocation... revoked) throws Exception {
        Path file = ofd.write(folder.resolve("forged.ofd"));
        return OfdVerification.verify(file, Signers.trust(revoked));
    }

    private static Stream<Finding> findings(Report report) {
        return Stream.concat(
                report.document().stream(),
                report.signatures().stream().flatMap(it -> it.findings().stream()));
    }

    @ParameterizedTest
    @EnumSource
    void item21_forgery_isToldByItsName(Forgery forgery) throws Exception {
        TestOfd ofd = valid();
        forgery.forger.accept(ofd);
        Report report = verify(ofd);
        assertThat(findings(report)).extracting(Finding::code).contains(forgery.code);
        assertThat(report.verdict()).isEqualTo(forgery.verdict);
    }

    @Test
    void forger_withNothingToHide_passes() throws Exception {
        TestOfd ofd = valid();
        Forgery.sign(ofd, it -> {});
        assertThat(verify(ofd).verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void item21_revokedSigner_isRefused_afterwardsNot() throws Exception {
        TestOfd ofd = valid();
        for (int offset : new int[] {-1, 1}) {
            Report report =
                    verify(
                            ofd,
                            new Revocation(
                                    Signers.ONE.certificate().serial(),
                                    Signers.NOW.plusSeconds(offset),
                                    1));
            assertThat(report.verdict()).isEqualTo(offset < 0 ? Verdict.invalid : Verdict.valid);
            assertThat(findings(report))
                    .extracting(Finding::code)
                    .contains(offset < 0 ? "revoked" : "not-revoked");
        }
    }

    @Test
    void item21_firstOfTwoSignatures_cannotBeTakenAway() throws Exception {
        Path one = TestOfd.pages(2).write(folder.resolve("source.ofd"));
        Path first = Stamps.one(one, folder.resolve("1.ofd"), Stamps.MIDDLE);
        Path second =
                Stamps.by(
                        Signers.TWO,
                        first,
                        folder.resolve("2.ofd"),
                        Stamps.order(
                                Signers.SEAL_TWO, false, new Placement.OnPage(2, 200, 200, 9, 9)));
        TestOfd ofd = TestOfd.read(second);
        assertThat(verify(ofd).verdict()).isEqualTo(Verdict.valid);
        ofd.change(LIST, it -> it.replaceFirst("<ofd:Signature [^>]*Sign_0[^>]*/>", ""));
        assertThat(findings(verify(ofd))).extracting(Finding::code).contains("signature-hidden");
        ofd.files.keySet().removeIf(it -> it.startsWith(SIGN));
        Report report = verify(ofd);
        assertThat(report.verdict()).isEqualTo(Verdict.invalid);
        assertThat(findings(report)).extracting(Finding::code).contains("file-absent");
    }

    @Test
    void lockedList_changedAfterwards_isToldAndNothingElse() throws Exception {
        Path source = TestOfd.pages(2).write(folder.resolve("source.ofd"));
        Path locked =
                Stamps.by(
                        Signers.ONE,
                        source,
                        folder.resolve("1.ofd"),
                        Stamps.order(Signers.SEAL, true, Stamps.MIDDLE));
        TestOfd ofd = TestOfd.read(locked);
        assertThat(verify(ofd).verdict()).isEqualTo(Verdict.valid);
        ofd.change(LIST, it -> it.replace("MaxSignId>s0", "MaxSignId>s1"));
        Report report = verify(ofd);
        assertThat(report.verdict()).isEqualTo(Verdict.intact_not_proven);
        assertThat(findings(report))
                .extracting(Finding::code)
                .contains("list-changed", "files-intact");
    }

    @Test
    void digestWithZ_isReadAndTold() throws Exception {
        TestOfd ofd = valid();
        SealForger forger = new SealForger();
        ofd.files.put(VALUE, forger.value(forger.withZ(ofd.files.get(SIGNATURE))));
        Report report = verify(ofd);
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
        assertThat(findings(report))
                .extracting(Finding::code)
                .contains("description-intact-with-z");
    }

    @Test
    void sealOfVersionOne_isRead_andItsFaultsToo() throws Exception {
        TestOfd ofd = valid();
        byte[] digest = Sm3.digest(ofd.files.get(SIGNATURE));
        // The seal beside is another, of version 4: the only fault.
        ofd.files.put(VALUE, SealForger.versionOne(digest, Signers.MAKER));
        assertThat(findings(verify(ofd)))
                .extracting(Finding::code)
                .contains("signature-intact", "signer-in-seal", "seal-intact", "maker-known")
                .contains("seal-in-force", "description-intact", "seal-file-differs");
        byte[] value = SealForger.versionOne(new byte[32], Signers.MAKER);
        ofd.files.put(VALUE, value);
        assertThat(findings(verify(ofd))).extracting(Finding::code).contains("description-changed");
    }

    @Test
    void signatureWithoutASeal_isNoSealAndNoError() throws Exception {
        TestOfd ofd = valid();
        ofd.change(LIST, it -> it.replace("Type=\"Seal\"", "Type=\"Sign\""));
        ofd.files.put(VALUE, Signers.ONE.key().sign(ofd.files.get(SIGNATURE)));
        Report report = verify(ofd);
        assertThat(report.verdict()).isEqualTo(Verdict.intact_not_proven);
        assertThat(findings(report))
                .extracting(Finding::code)
                .contains("bare-signature", "no-seal");
    }

    @Test
    void integrityProtection_isToldApartFromASeal() throws Exception {
        TestOfd ofd = TestOfd.pages(1).xml("OFDEntries.xml", "DocEntries", "", "");
        ofd.files.put("signedvalue.dat", new byte[9]);
        Report report = verify(ofd);
        assertThat(report.verdict()).isEqualTo(Verdict.unsigned);
        assertThat(report.document())
                .extracting(Finding::code)
                .containsExactly("integrity-protection");
    }

    @Test
    void timesInEveryForm_areTheSame() {
        var at = Instant.parse("2020-03-05T03:21:31Z");
        for (String it :
                List.of(
                        "2020-03-05T11:21:31+08:00",
                        "2020-03-05 11:21:31",
                        "2020-03-05T03:21:31Z",
                        "20200305112131Z",
                        "20200305032131Z",
                        "2020-03-05T11:21:31.123")) {
            assertThat(SignedTime.names(it, at)).as(it).isTrue();
        }
        for (String it : List.of("2020-03-05 15:21:31", "", "now", "2021-03-05T11:21:31+08:00")) {
            assertThat(SignedTime.names(it, at)).as(it).isFalse();
        }
        assertThat(SignedTime.written(at)).isEqualTo("2020-03-05T11:21:31+08:00");
    }
}
