package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.SealForgery.SM3_WITH_SM2;
import static cn.biaozhengtong.crypto.seal.SealForgery.der;
import static cn.biaozhengtong.crypto.seal.SealForgery.part;
import static cn.biaozhengtong.crypto.seal.SealForgery.read;
import static cn.biaozhengtong.crypto.seal.SealForgery.sequence;
import static cn.biaozhengtong.crypto.seal.SealForgery.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.SealVerification.Finding;
import cn.biaozhengtong.crypto.seal.SealVerification.Outcome;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Versions 1 and 4, and what other makers put into them.
class SealVersionsTest {
    private static final DERSequence EXTRA =
            sequence(
                    sequence(
                            new ASN1ObjectIdentifier("1.2.156.10197.6.7.2.2.1"),
                            ASN1Boolean.FALSE,
                            new DEROctetString(new byte[] {'2', '.', '1'})));

    private final SealFixture world = new SealFixture();
    private final SealInfo info = world.info(SealSigners.certificates(List.of(world.signer)));
    private final ASN1Sequence old =
            SealForgery.oldSeal(SealForgery.oldInfo(info), world.maker, world.makerKey);

    private byte[] oldSignature(ASN1Encodable time) {
        return SealForgery.oldSignature(
                old, time, new DERBitString(SealFixture.HASH), world.signer, world.signerKey);
    }

    private static DERBitString bits(String text) {
        return new DERBitString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void good(SealVerification it, Step... except) {
        assertThat(it.findings())
                .filteredOn(found -> found.outcome() != Outcome.good)
                .extracting(Finding::step)
                .containsExactly(except);
    }

    @Test
    void version1_sealAndSignature_areReadAndJudged() {
        Seal seal = Seal.parse(der(old));
        assertThat(seal.version()).isEqualTo(1);
        assertThat(seal.info()).isEqualTo(info);
        seal.verify(world.trust().makers(), List.of(), world.ca.now, Optional.empty());
        byte[] der = oldSignature(bits(world.ca.now.toString()));
        assertThat(SealVersion.of(der)).contains(new SealVersion(1, true));
        SealVerification it = world.judge(der);
        good(it, Step.revocation, Step.time_stamp);
        assertThat(it.finding(Step.seal_signature).code()).isEqualTo("over-all");
        assertThat(it.isIntact()).isTrue();
        // Strictly too, by whom a subscriber's root is trusted for both.
        SealSignature.parse(der)
                .verify(
                        cn.biaozhengtong.crypto.cert.ChainVerifier.trusting(world.ca.root),
                        world.ca.intermediates(),
                        SealFixture.HASH,
                        Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-25T07:31:56.377Z",
                "2026-01-25T15:31:56+08:00",
                "20260125073156Z",
                "260125073156Z"
            })
    void version1_time_isReadInEveryFormMet(String text) {
        SealSignature it = SealSignature.parse(oldSignature(bits(text)));
        assertThat(it.claimedTime().truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(Instant.parse("2026-01-25T07:31:56Z"));
        // Some had an OCTET STRING in place of the BIT STRING.
        DEROctetString octets = new DEROctetString(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(SealSignature.parse(oldSignature(octets)).claimedTime())
                .isEqualTo(it.claimedTime());
    }

    @Test
    void version1_time_isReadFromDerAndFromAStamp_andNothingElse() throws Exception {
        Instant at = Instant.parse("2026-01-25T07:31:56Z");
        List<byte[]> times =
                List.of(
                        der(new DERUTCTime(java.util.Date.from(at))),
                        der(new DERGeneralizedTime(java.util.Date.from(at))),
                        world.stamp(SealFixture.DOCUMENT, at));
        for (byte[] time : times) {
            SealSignature it = SealSignature.parse(oldSignature(new DERBitString(time)));
            assertThat(it.claimedTime()).isEqualTo(at);
        }
        for (String bad : List.of("", "yesterday", "2026-01-25", "\u0003", "9".repeat(5000))) {
            assertThatThrownBy(() -> SealSignature.parse(oldSignature(bits(bad))))
                    .as(bad)
                    .isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void extension_taggedOrNot_isKeptByteForByte() {
        ASN1Sequence plain = read(Seal.prepare(info).toBytes());
        for (ASN1Encodable extra : List.of(EXTRA, new DERTaggedObject(true, 0, EXTRA))) {
            for (ASN1Sequence base : List.of(plain, SealForgery.oldInfo(info))) {
                ASN1Sequence with = with(base, 4, extra);
                byte[] der =
                        der(
                                base == plain
                                        ? SealForgery.seal(
                                                with, world.maker, SM3_WITH_SM2, world.makerKey)
                                        : SealForgery.oldSeal(with, world.maker, world.makerKey));
                Seal seal = Seal.parse(der);
                assertThat(seal.extension()).hasValueSatisfying(it -> same(it, der(extra)));
                assertThat(seal.encoded()).isEqualTo(der);
                seal.verify(world.trust().makers(), List.of(), world.ca.now, Optional.empty());
            }
            ASN1Sequence tbs = part(read(world.signed(world.seal, world.ca.now).encoded()), 0);
            byte[] signed =
                    SealForgery.signature(
                            with(tbs, 5, extra), world.signer, SM3_WITH_SM2, world.signerKey);
            assertThat(SealSignature.parse(signed).extension())
                    .hasValueSatisfying(it -> same(it, der(extra)));
            assertThat(world.judge(signed).isIntact()).isTrue();
        }
        assertThat(world.seal.extension()).isEmpty();
        ASN1Sequence twice = with(with(plain, 4, EXTRA), 5, EXTRA);
        assertThatThrownBy(() ->
                        Seal.parse(
                                der(
                                        SealForgery.seal(
                                                twice, world.maker, SM3_WITH_SM2, world.makerKey))))
                .isInstanceOf(CryptoException.class);
    }

    private static void same(byte[] one, byte[] two) {
        assertThat(one).isEqualTo(two);
    }

    @Test
    void otherVersions_areToldAndNotGuessedAt() {
        byte[] der = world.signed(world.seal, world.ca.now).encoded();
        for (int version : new int[] {0, 2, 3, 5, 127}) {
            ASN1Sequence parts = read(der);
            ASN1Sequence tbs = with(part(parts, 0), 0, new ASN1Integer(version));
            byte[] newer = SealForgery.signature(tbs, world.signer, SM3_WITH_SM2, world.signerKey);
            assertThat(SealVersion.of(newer)).contains(new SealVersion(version, true));
            SealVerification it = world.judge(newer);
            assertThat(it.finding(Step.format))
                    .isEqualTo(new Finding(Step.format, Outcome.unknown, "version-not-known"));
            assertThat(it.finding(Step.digest).code()).isEqualTo("not-judged");
            assertThat(it.isIntact()).isFalse();
            assertThatThrownBy(() -> SealSignature.parse(newer))
                    .isInstanceOf(CryptoException.class);
            ASN1Sequence information = part(read(world.seal.encoded()), 0);
            ASN1Sequence header = with(part(information, 0), 1, new ASN1Integer(version));
            byte[] seal = der(with(read(world.seal.encoded()), 0, with(information, 0, header)));
            assertThat(SealVersion.of(seal)).contains(new SealVersion(version, false));
            assertThatThrownBy(() -> Seal.parse(seal)).isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void neitherSealNorSignature_isNone() {
        assertThat(SealVersion.of(world.signerKey.sign(new byte[1]))).isEmpty();
        assertThat(SealVersion.of(world.signer.encoded())).isEmpty();
        assertThat(SealVersion.of(new byte[0])).isEmpty();
        assertThat(SealVersion.of(Arrays.copyOf(world.seal.encoded(), 9000))).isEmpty();
    }

    /// The type beside a digest is the maker's own word; a list of rubbish names nobody.
    @Test
    void signers_ofOtherMakers_areReadAndMatchedByValue() {
        for (String type : List.of("1.2.156.10197.1.401", "SM3", "cert-hash", "1")) {
            byte[] digest = Sm3.digest(world.signer.encoded());
            assertThat(digests(type, digest).contain(world.signer)).isTrue();
            assertThat(digests(type, digest).contain(world.maker)).isFalse();
            assertThat(digests(type, new byte[20]).contain(world.signer)).isFalse();
        }
        SealSigners rubbish = SealSigners.parse(1, sequence(new DERIA5String("1")));
        assertThat(rubbish.contain(world.signer)).isFalse();
        for (int type : new int[] {0, 3, -1}) {
            assertThatThrownBy(() -> SealSigners.parse(type, sequence(new DERIA5String("1"))))
                    .isInstanceOf(CryptoException.class);
        }
    }

    private static SealSigners digests(String type, byte[] digest) {
        return SealSigners.parse(
                2, sequence(sequence(new DERPrintableString(type), new DEROctetString(digest))));
    }

    @Test
    void trailingBytes_andOtherEncodings_areRefused() {
        for (byte[] good : List.of(der(old), world.seal.encoded())) {
            assertThatThrownBy(() -> Seal.parse(Arrays.copyOf(good, good.length + 1)))
                    .isInstanceOf(CryptoException.class);
        }
        byte[] der = oldSignature(bits(world.ca.now.toString()));
        assertThatThrownBy(() -> SealSignature.parse(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(CryptoException.class);
        byte[] indefinite = der.clone();
        indefinite[1] = (byte) 0x80;
        assertThatThrownBy(() -> SealSignature.parse(indefinite))
                .isInstanceOf(CryptoException.class);
    }
}
