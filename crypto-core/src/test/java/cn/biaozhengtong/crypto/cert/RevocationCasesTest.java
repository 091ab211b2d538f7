package cn.biaozhengtong.crypto.cert;

import static cn.biaozhengtong.crypto.CryptoException.Reason.revoked;
import static cn.biaozhengtong.crypto.CryptoException.Reason.status_unknown;
import static cn.biaozhengtong.crypto.CryptoException.Reason.untrusted;
import static cn.biaozhengtong.crypto.CryptoException.Reason.wrong_purpose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;

/// Revocation by lists and answers, in the order of NIST's PKITS, whose groups the numbers name.
class RevocationCasesTest extends PathFixture {
    @Test
    void pkits_4_4_revocationLists() {
        byte[] ofCa = list(ca, 1, entries(), it -> {});
        byte[] ofRoot = list(root, 1, entries(), it -> {});
        judged(null, ofCa, ofRoot);
        judged(status_unknown, ofRoot);
        judged(status_unknown, ofCa);
        judged(revoked, list(ca, 2, entries(leaf), it -> {}), ofRoot);
        judged(revoked, ofCa, list(root, 2, entries(ca), it -> {}));
        // Signed by another key, or old, or with a critical part that nobody understands: silence.
        Node impostor = new Node(Suite.sm2.generate(), ca.certificate);
        judged(status_unknown, list(impostor, 1, entries(), it -> {}), ofRoot);
        byte[] unknown =
                list(
                        ca,
                        1,
                        entries(),
                        it ->
                                it.addExtension(
                                        new ASN1ObjectIdentifier("1.2.3.4"),
                                        true,
                                        new DERUTF8String("x")));
        judged(status_unknown, unknown, ofRoot);
        // One that revokes counts, whatever another says.
        judged(revoked, ofCa, list(ca, 2, entries(leaf), it -> {}), ofRoot);
    }

    @Test
    void pkits_4_4_listThatIsOld_saysNothing() {
        byte[] ofCa = list(ca, 1, entries(), it -> {});
        byte[] ofRoot = list(root, 1, entries(), it -> {});
        Instant later = now.plus(Duration.ofDays(1));
        RevocationEvidence evidence =
                RevocationEvidence.of(
                        List.of(Crl.parse(ofCa), Crl.parse(ofRoot)), List.of(), later);
        CryptoException e =
                catchThrowableOfType(CryptoException.class, () -> verify(leaf, evidence, now));
        assertThat(e.reason()).isEqualTo(status_unknown);
    }

    @Test
    void pkits_4_4_revokedAfterTheMoment_wasGoodThen() {
        byte[] ofCa = list(ca, 1, entries(leaf), it -> {});
        byte[] ofRoot = list(root, 1, entries(), it -> {});
        RevocationEvidence evidence =
                RevocationEvidence.of(List.of(Crl.parse(ofCa), Crl.parse(ofRoot)), List.of(), now);
        // Entries are revoked 10 s before now.
        verify(leaf, evidence, now.minusSeconds(20));
        assertThat(
                        catchThrowableOfType(
                                        CryptoException.class,
                                        () -> verify(leaf, evidence, now.minusSeconds(10)))
                                .reason())
                .isEqualTo(revoked);
    }

    @Test
    void pkits_4_7_keyUsage() {
        Maker maker = make("CN=x", root).ca(1);
        maker.usage = KeyUsage.cRLSign;
        Node noSign = maker.build();
        bad(untrusted, make("CN=leaf", noSign).build(), noSign);
        Maker mute = make("CN=y", root).ca(1);
        mute.usage = KeyUsage.keyCertSign;
        Node noLists = mute.build();
        Node under = make("CN=leaf", noLists).build();
        good(under, noLists);
        RevocationEvidence evidence =
                RevocationEvidence.of(
                        List.of(
                                Crl.parse(list(noLists, 1, entries(), it -> {})),
                                Crl.parse(list(root, 1, entries(), it -> {}))),
                        List.of(),
                        now);
        assertThat(
                        catchThrowableOfType(
                                        CryptoException.class,
                                        () -> verify(under, evidence, now, noLists))
                                .reason())
                .isEqualTo(status_unknown);
        Maker encrypts = make("CN=leaf", ca);
        encrypts.usage = KeyUsage.keyEncipherment;
        bad(wrong_purpose, encrypts.build(), ca);
    }

    @Test
    void pkits_4_14_distributionPoints() throws IOException {
        Node one = make("CN=leaf", ca).with(it -> it.addExtension(points("http://s/1"))).build();
        Node two = make("CN=leaf", ca).with(it -> it.addExtension(points("http://s/2"))).build();
        CertificateAuthorityKey authority = CertificateAuthorityKey.of(ca.key, ca.certificate);
        Crl shard =
                Crl.issue(
                        authority,
                        CrlScope.shard("http://s/1"),
                        BigInteger.ONE,
                        List.of(revocation(two, 1)),
                        now.minusSeconds(5),
                        now.plusSeconds(60));
        Crl ofRoot = Crl.parse(list(root, 1, entries(), it -> {}));
        RevocationEvidence evidence = RevocationEvidence.of(List.of(shard, ofRoot), List.of(), now);
        verify(one, evidence, now);
        // The other shard's list says nothing of it, although the number stands there.
        assertThat(
                        catchThrowableOfType(
                                        CryptoException.class, () -> verify(two, evidence, now))
                                .reason())
                .isEqualTo(status_unknown);
        assertThat(shard.covers(leaf.certificate)).isFalse();
    }

    @Test
    void pkits_4_15_deltaLists() {
        CertificateAuthorityKey authority = CertificateAuthorityKey.of(ca.key, ca.certificate);
        Crl full = crl(authority, CrlScope.full(), 10, List.of());
        Crl held = crl(authority, CrlScope.full(), 10, List.of(revocation(leaf, 6)));
        CrlScope delta = CrlScope.full().deltaTo(BigInteger.TEN);
        Crl adds = crl(authority, delta, 11, List.of(revocation(leaf, 1)));
        Crl takesOff = crl(authority, delta, 12, List.of(revocation(leaf, 8)));
        Crl ofLaterBase =
                crl(
                        authority,
                        CrlScope.full().deltaTo(BigInteger.valueOf(11)),
                        12,
                        List.of(revocation(leaf, 1)));
        Crl ofRoot = Crl.parse(list(root, 1, entries(), it -> {}));
        judgedBy(null, full, ofRoot);
        judgedBy(revoked, full, adds, ofRoot);
        judgedBy(revoked, held, ofRoot);
        judgedBy(null, held, takesOff, ofRoot);
        judgedBy(null, full, adds, takesOff, ofRoot);
        // A delta to a base that we do not have changes nothing, and alone says nothing.
        judgedBy(null, full, ofLaterBase, ofRoot);
        judgedBy(status_unknown, adds, ofRoot);
        assertThat(adds.deltaBase()).contains(BigInteger.TEN);
        assertThat(takesOff.revokes(leaf.certificate.serial())).isFalse();
    }

    @Test
    void ocsp_goodOrRevoked_isBelievedWhenSignedByADelegate() {
        TestAuthority authority = new TestAuthority();
        KeyPair key = Suite.sm2.generate();
        Certificate end =
                authority.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
        Crl ofRoot =
                Crl.issue(
                        CertificateAuthorityKey.of(authority.rootKey, authority.root),
                        BigInteger.ONE,
                        List.of(),
                        authority.now,
                        authority.now.plusSeconds(60));
        for (boolean good : new boolean[] {true, false}) {
            CertificateStatus status =
                    good
                            ? new CertificateStatus.Good()
                            : new CertificateStatus.Revoked(authority.now, 1);
            byte[] answer = answer(authority, authority.ocspKey, end, status);
            byte[] forged = answer(authority, Suite.sm2.generate(), end, status);
            assertThat(statusOf(authority, end, ofRoot, answer)).isEqualTo(good ? null : revoked);
            assertThat(statusOf(authority, end, ofRoot, forged)).isEqualTo(status_unknown);
            assertThat(statusOf(authority, end, ofRoot, new byte[] {1})).isEqualTo(status_unknown);
        }
    }

    private static byte[] answer(
            TestAuthority by, SigningKey key, Certificate about, CertificateStatus status) {
        return OcspResponse.answer(
                OcspRequest.about(by.issuing, about.serial()),
                by.issuing,
                key,
                by.ocsp,
                by.now,
                by.now.plusSeconds(60),
                serial -> status);
    }

    private static Reason statusOf(TestAuthority by, Certificate end, Crl ofRoot, byte[] answer) {
        try {
            ChainVerifier.trusting(by.root)
                    .verify(
                            end,
                            by.intermediates(),
                            CertificateProfile.subscriber_signing,
                            by.now,
                            RevocationEvidence.of(List.of(ofRoot), List.of(answer), by.now));
            return null;
        } catch (CryptoException e) {
            return e.reason();
        }
    }

    private void verify(Node end, RevocationEvidence evidence, Instant at, Node... more) {
        List<Certificate> between =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(ca), java.util.stream.Stream.of(more))
                        .map(it -> it.certificate)
                        .toList();
        ChainVerifier.trusting(root.certificate)
                .verify(
                        end.certificate,
                        between,
                        CertificateProfile.subscriber_signing,
                        at,
                        evidence);
    }

    private void judged(Reason expected, byte[]... lists) {
        judgedBy(expected, java.util.stream.Stream.of(lists).map(Crl::parse).toArray(Crl[]::new));
    }

    private void judgedBy(Reason expected, Crl... lists) {
        RevocationEvidence evidence = RevocationEvidence.of(List.of(lists), List.of(), now);
        CryptoException e =
                catchThrowableOfType(CryptoException.class, () -> verify(leaf, evidence, now));
        assertThat(Optional.ofNullable(e).map(CryptoException::reason).orElse(null))
                .isEqualTo(expected);
    }

    private interface ListExtra {
        void to(X509v2CRLBuilder builder) throws IOException;
    }

    private byte[] list(Node by, int number, List<Node> revokedOnes, ListExtra extra) {
        try {
            X509v2CRLBuilder builder =
                    new X509v2CRLBuilder(by.name(), Date.from(now.minusSeconds(5)));
            builder.setNextUpdate(Date.from(now.plusSeconds(60)));
            builder.addExtension(
                    Extension.cRLNumber,
                    false,
                    new org.bouncycastle.asn1.x509.CRLNumber(BigInteger.valueOf(number)));
            for (Node it : revokedOnes) {
                builder.addCRLEntry(
                        it.certificate.serial().value(), Date.from(now.minusSeconds(10)), 1);
            }
            extra.to(builder);
            X509CRLHolder made = builder.build(new SuiteContentSigner(by.key));
            return made.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Node> entries(Node... nodes) {
        return List.of(nodes);
    }

    private Crl crl(CertificateAuthorityKey by, CrlScope scope, int number, List<Revocation> it) {
        return Crl.issue(
                by,
                scope,
                BigInteger.valueOf(number),
                it,
                now.minusSeconds(5),
                now.plusSeconds(60));
    }

    private Revocation revocation(Node of, int reason) {
        return new Revocation(of.certificate.serial(), now.minusSeconds(10), reason);
    }

    private static Extension points(String url) throws IOException {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, url);
        DistributionPoint point =
                new DistributionPoint(
                        new DistributionPointName(new GeneralNames(name)), null, null);
        return Extension.create(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(new DistributionPoint[] {point}));
    }

    /// Item 18: of good and held the newest word counts, and what was revoked for good stays so.
    @Test
    void item18_aGoodAnswer_doesNotHideANewerList() {
        TestAuthority authority = new TestAuthority();
        Certificate end =
                authority.subscriber(
                        Suite.sm2.generate().publicKey(), CertificateProfile.subscriber_signing);
        CertificateStatus good = new CertificateStatus.Good();
        Crl none = listed(authority, end, -60, -1);
        Crl revokedLater = listed(authority, end, 0, 1);
        Crl heldLater = listed(authority, end, 0, 6);
        Crl heldBefore = listed(authority, end, -60, 6);
        Crl revokedBefore = listed(authority, end, -60, 1);
        assertThat(judged(authority, end, answerAt(authority, end, good, -30), none)).isNull();
        assertThat(judged(authority, end, answerAt(authority, end, good, -30), revokedLater))
                .isEqualTo(revoked);
        assertThat(judged(authority, end, answerAt(authority, end, good, -30), heldLater))
                .isEqualTo(revoked);
        // Released since.
        assertThat(judged(authority, end, answerAt(authority, end, good, -30), heldBefore))
                .isNull();
        // Nothing releases this.
        assertThat(judged(authority, end, answerAt(authority, end, good, -30), revokedBefore))
                .isEqualTo(revoked);
        CertificateStatus held = new CertificateStatus.Revoked(authority.now.minusSeconds(90), 6);
        assertThat(judged(authority, end, answerAt(authority, end, held, -30), none))
                .isEqualTo(revoked);
        assertThat(judged(authority, end, answerAt(authority, end, held, -90), none)).isNull();
    }

    private static Crl listed(TestAuthority by, Certificate end, int madeAt, int reason) {
        List<Revocation> entries =
                reason < 0
                        ? List.of()
                        : List.of(new Revocation(end.serial(), by.now.minusSeconds(100), reason));
        return Crl.issue(
                by.authority,
                BigInteger.ONE,
                entries,
                by.now.plusSeconds(madeAt),
                by.now.plusSeconds(600));
    }

    private static byte[] answerAt(
            TestAuthority by, Certificate about, CertificateStatus status, int madeAt) {
        return OcspResponse.answer(
                OcspRequest.about(by.issuing, about.serial()),
                by.issuing,
                by.ocspKey,
                by.ocsp,
                by.now.plusSeconds(madeAt),
                by.now.plusSeconds(600),
                serial -> status);
    }

    private static @org.jspecify.annotations.Nullable Reason judged(
            TestAuthority by, Certificate end, byte[] answer, Crl list) {
        try {
            RevocationEvidence.of(List.of(list), List.of(answer), by.now)
                    .mustBeGood(end, by.issuing, by.now);
            return null;
        } catch (CryptoException e) {
            return e.reason();
        }
    }
}
