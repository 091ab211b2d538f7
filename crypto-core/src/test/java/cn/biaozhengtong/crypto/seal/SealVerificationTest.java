package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.SealForgery.SM3_WITH_SM2;
import static cn.biaozhengtong.crypto.seal.SealForgery.der;
import static cn.biaozhengtong.crypto.seal.SealForgery.part;
import static cn.biaozhengtong.crypto.seal.SealForgery.read;
import static cn.biaozhengtong.crypto.seal.SealForgery.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.seal.SealVerification.Finding;
import cn.biaozhengtong.crypto.seal.SealVerification.Outcome;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

/// What each step says of good seals and of forged ones: the fault is named, and no other step says
/// what it did not see.
class SealVerificationTest {
    private final SealFixture world = new SealFixture();
    private final ASN1Sequence seal = read(world.seal.encoded());

    private byte[] signed(ASN1Sequence with) {
        return signed(with, world.ca.now, SealFixture.HASH);
    }

    private byte[] signed(ASN1Sequence with, Instant at, byte[] hash) {
        return SealForgery.signature(with, at, hash, world.signer, SM3_WITH_SM2, world.signerKey);
    }

    /// Everything good but these codes, besides the two that no evidence and no stamp leave open.
    static void said(SealVerification it, String... codes) {
        List<String> out = new ArrayList<>();
        for (Finding found : it.findings()) {
            boolean open =
                    found.code().equals("no-evidence") || found.code().equals("no-time-stamp");
            if (found.outcome() != Outcome.good && !open) {
                out.add(found.step() + " " + found.outcome() + " " + found.code());
            }
        }
        assertThat(out).containsExactly(codes);
        boolean bad = it.findings().stream().anyMatch(f -> f.outcome() == Outcome.bad);
        assertThat(it.isIntact() && bad).isFalse();
    }

    @Test
    void ourOwn_isGoodInEveryStep() {
        SealVerification it = world.judge(signed(seal));
        said(it);
        assertThat(it.findings()).extracting(Finding::step).containsExactly(Step.values());
        assertThat(it.isIntact()).isTrue();
        assertThat(it.isProven()).isFalse();
        assertThat(it.at()).contains(world.ca.now);
        assertThat(it.finding(Step.seal_signature).code()).isEqualTo("over-info");
        assertThat(it.finding(Step.digest).code()).isEqualTo("plain");
    }

    @Test
    void item1_strangersSeal_isUnknownAndNotBad_butItsArithmeticIsJudged() {
        SealTrust nobody =
                new SealTrust(
                        ChainVerifier.trusting(),
                        ChainVerifier.trusting(),
                        List.of(),
                        Optional.empty());
        SealedContent document = SealedContent.of(SealFixture.DOCUMENT);
        SealVerification it = SealVerification.of(signed(seal), document, nobody);
        said(it, "maker_chain unknown not-known", "signer_chain unknown not-known");
        assertThat(it.isIntact()).isTrue();
        SealVerification other =
                SealVerification.of(signed(seal), SealedContent.of(new byte[1]), nobody);
        said(
                other,
                "maker_chain unknown not-known",
                "signer_chain unknown not-known",
                "digest bad differs");
        // One that bears our authority's name is no stranger.
        SealTrust namesake =
                new SealTrust(
                        ChainVerifier.trusting(new TestAuthority().issuing),
                        ChainVerifier.trusting(new TestAuthority().issuing),
                        List.of(),
                        Optional.empty());
        said(
                SealVerification.of(signed(seal), document, namesake),
                "maker_chain bad issuer-signature-broken",
                "signer_chain bad issuer-signature-broken");
    }

    @Test
    void item2_signerOutsideTheList_isNamed() {
        Certificate other =
                world.ca.subscriber(
                        world.signerKey.publicKey(), CertificateProfile.subscriber_signing);
        Seal his = world.seal(SealSigners.digests(List.of(other)));
        said(world.judge(signed(read(his.encoded()))), "signer_in_seal bad not-listed");
    }

    /// A certificate was renewed, for the same key even, and the seal was not remade.
    @Test
    void item3_staleList_isNamed() {
        Certificate renewed =
                world.ca.subscriber(
                        world.signerKey.publicKey(), CertificateProfile.subscriber_signing);
        byte[] it =
                SealForgery.signature(
                        seal,
                        world.ca.now,
                        SealFixture.HASH,
                        renewed,
                        SM3_WITH_SM2,
                        world.signerKey);
        said(world.judge(it), "signer_in_seal bad not-listed");
    }

    @Test
    void item4_brokenMakersSignature_isNamed() {
        byte[] other = world.makerKey.sign(new byte[1]);
        said(
                world.judge(signed(with(seal, 3, new DERBitString(other)))),
                "seal_signature bad broken");
        // The signer forges it with his own key.
        byte[] own = world.signerKey.sign(der(part(seal, 0)));
        said(
                world.judge(signed(with(seal, 3, new DERBitString(own)))),
                "seal_signature bad broken");
    }

    @Test
    void item5_swappedSeal_isNamed() {
        Seal another = world.seal(SealSigners.digests(List.of(world.signer)));
        ASN1Sequence parts = read(signed(seal));
        ASN1Sequence tbs = with(part(parts, 0), 1, read(another.encoded()));
        said(world.judge(der(with(parts, 0, tbs))), "signature bad broken");
    }

    @Test
    void item6_anotherSealsPicture_isNamed() {
        ASN1Sequence info = part(seal, 0);
        ASN1Sequence picture = with(part(info, 3), 1, new DEROctetString(new byte[] {9}));
        ASN1Sequence with = with(seal, 0, with(info, 3, picture));
        said(world.judge(signed(with)), "seal_signature bad broken");
    }

    @Test
    void item7_sealThatIsNotInForce_isNamed() {
        Instant late = world.ca.now.plus(Duration.ofDays(31));
        said(world.judge(signed(seal, late, SealFixture.HASH)), "seal_in_force bad expired");
        Instant early = world.ca.now.minusSeconds(31);
        said(world.judge(signed(seal, early, SealFixture.HASH)), "seal_in_force bad not-yet-valid");
        Instant ever = world.ca.now.plus(Duration.ofDays(400));
        said(
                world.judge(signed(seal, ever, SealFixture.HASH)),
                "seal_in_force bad expired",
                "signer_chain bad not-valid-then");
    }

    /// Nothing in his certificate says that a subscriber is no maker; who pins makers sees it.
    @Test
    void item8_subscriberWhoMakesHimselfASeal_isNoMaker() {
        ASN1Sequence own =
                SealForgery.seal(part(seal, 0), world.signer, SM3_WITH_SM2, world.signerKey);
        said(world.judge(signed(own)), "maker_chain unknown not-known");
    }

    @Test
    void digestWithZ_isReadAndTold() {
        byte[] z = Sm2Group.z(world.signerKey.publicKey().point().value());
        byte[] hash = Sm3.digest(z, SealFixture.DOCUMENT);
        SealVerification it = world.judge(signed(seal, world.ca.now, hash));
        said(it);
        assertThat(it.finding(Step.digest).code()).isEqualTo("with-z");
        for (byte[] bad : List.of(Sm3.digest(z), new byte[0], new byte[33])) {
            said(world.judge(signed(seal, world.ca.now, bad)), "digest bad differs");
        }
    }

    @Test
    void item9_everyFlippedBit_isNoticed() {
        byte[] der = world.signed(world.seal, world.ca.now).encoded();
        for (int i = 0; i < der.length; i++) {
            byte[] bad = der.clone();
            bad[i] ^= (byte) (1 << i % 8);
            assertThat(world.judge(bad).isIntact()).as("byte %d", i).isFalse();
        }
    }

    @Test
    void rubbish_isMalformed() {
        for (byte[] it : List.of(new byte[0], new byte[] {0x30, 0}, world.signer.encoded())) {
            SealVerification judged = world.judge(it);
            assertThat(judged.finding(Step.format))
                    .isEqualTo(new Finding(Step.format, Outcome.bad, "malformed"));
            assertThat(judged.findings()).hasSize(Step.values().length);
            assertThat(judged.signature()).isEmpty();
            assertThat(judged.isIntact()).isFalse();
        }
    }

    @Test
    void timeStamp_provesOrIsNamed() throws Exception {
        Preimage tbs = SealSignature.prepare(world.seal, Instant.EPOCH, SealFixture.HASH, "x");
        byte[] value = world.signerKey.sign(tbs.toBytes());
        SealVerification proven = stamped(tbs, value, world.stamp(value, world.ca.now));
        said(proven);
        assertThat(proven.isProven()).isTrue();
        assertThat(proven.at()).contains(world.ca.now);
        // The claim counts again where the stamp is about something else, or by a stranger.
        said(
                stamped(tbs, value, world.stamp(new byte[1], world.ca.now)),
                "seal_in_force bad not-yet-valid",
                "signer_chain bad not-valid-then",
                "time_stamp bad not-over-signature");
        said(
                stamped(tbs, value, new byte[] {1, 2, 3}),
                "seal_in_force bad not-yet-valid",
                "signer_chain bad not-valid-then",
                "time_stamp bad malformed");
        SealTrust nobody =
                new SealTrust(
                        ChainVerifier.trusting(world.maker),
                        ChainVerifier.trusting(),
                        List.of(),
                        Optional.empty());
        SealSignature it =
                SealSignature.assemble(
                        tbs, world.signer, value, Optional.of(world.stamp(value, world.ca.now)));
        Finding stranger =
                SealVerification.of(it, SealedContent.of(SealFixture.DOCUMENT), nobody)
                        .finding(Step.time_stamp);
        assertThat(stranger).isEqualTo(Finding.unknown(Step.time_stamp, "not-known"));
    }

    private SealVerification stamped(Preimage tbs, byte[] value, byte[] token) {
        return world.judge(
                SealSignature.assemble(tbs, world.signer, value, Optional.of(token)).encoded());
    }
}
