package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.seal.SealVerification.Outcome;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Seals of other makers, where somebody has the files: `-Dcorpora=FOLDER` with their folder `ofd`.
/// What makes them special is made by [SealForgery] too, so that nothing depends on them.
@EnabledIfSystemProperty(named = "corpora", matches = ".+")
class StrangersSealsTest {
    private static final SealTrust NOBODY =
            new SealTrust(
                    ChainVerifier.trusting(),
                    ChainVerifier.trusting(),
                    List.of(),
                    Optional.empty());

    private static Path file(String name) {
        return Path.of(System.getProperty("corpora"), "ofd", name);
    }

    private static byte[] entry(String ofd, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file(ofd).toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"seal-v1.esl,1", "seal-v4.esl,4"})
    void seal_ofOfdrw_isRead(String name, int version) throws IOException {
        Seal seal = Seal.parse(Files.readAllBytes(file(name)));
        assertThat(seal.version()).isEqualTo(version);
        assertThat(seal.info().picture().toString()).isEqualTo("PNG 40×40 mm");
        assertThat(seal.info().signers().byDigest()).isFalse();
        assertThat(seal.info().signers().entries()).hasSize(1);
        assertThat(seal.isOverAll()).isEqualTo(version == 1);
        assertThat(seal.isOverInfo()).isEqualTo(version == 4);
    }

    @Test
    void seal_ofVersion5_isToldAndNotRead() throws IOException {
        byte[] der = Files.readAllBytes(file("seal-v5.esl"));
        assertThat(SealVersion.of(der)).contains(new SealVersion(5, false));
        assertThatThrownBy(() -> Seal.parse(der)).isInstanceOf(CryptoException.class);
    }

    @Test
    void signature_alone_isReadToItsLastByte() throws IOException {
        byte[] der = Files.readAllBytes(file("signedvalue-v4.dat"));
        assertThat(SealSignature.parse(der).encoded()).isEqualTo(der);
        assertThatThrownBy(() -> SealSignature.parse(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void signature_withoutSeal_isNoSeal() throws IOException {
        byte[] raw = entry("signed-no-seal-raw-sm2.ofd", "Doc_0/Signs/Sign_0/SignedValue.dat");
        assertThat(SealVersion.of(raw)).isEmpty();
        assertThat(SealVersion.of(entry("integrity-gmt0099.ofd", "signedvalue.dat"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sealed-v4.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v4-locked.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v4-seam-5p.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v4-twice-seam-and-single.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v4-twice-seam-and-single.ofd, Sign_1, fits, listed, over-info, plain",
        "sealed-v4-gomain-invoice.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v4-kinggrid-invoice.ofd, Sign_0, fits, listed, over-info, plain",
        "sealed-v1-iofd.ofd, Sign_0, broken, not-listed, over-all, differs",
    })
    void sealed_byOthers_isJudgedAsTheManifestSays(
            String ofd, String sign, String value, String listed, String seal, String digest)
            throws IOException {
        String folder = "Doc_0/Signs/" + sign + "/";
        SealVerification it =
                SealVerification.of(
                        entry(ofd, folder + "SignedValue.dat"),
                        SealedContent.of(entry(ofd, folder + "Signature.xml")),
                        NOBODY);
        assertThat(List.of(Step.signature, Step.signer_in_seal, Step.seal_signature, Step.digest))
                .extracting(step -> it.finding(step).code())
                .containsExactly(value, listed, seal, digest);
        for (Step step : List.of(Step.maker_chain, Step.signer_chain)) {
            assertThat(it.finding(step).outcome()).isEqualTo(Outcome.unknown);
            assertThat(it.finding(step).code()).isEqualTo("not-known");
        }
        assertThat(it.signature().orElseThrow().seal().extension().isPresent())
                .isEqualTo(ofd.contains("kinggrid") || ofd.contains("iofd"));
        System.out.println(ofd + " " + it.findings() + it.at());
    }
}
