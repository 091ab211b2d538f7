package cn.biaozhengtong.crypto.cert;

import static cn.biaozhengtong.crypto.CryptoException.Reason.bad_signature;
import static cn.biaozhengtong.crypto.CryptoException.Reason.not_valid_now;
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
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.Test;

/// Path cases in the order of NIST's PKITS (its chapters 4.1 to 4.16), for the features that we
/// have; numbers name its groups. Certificates are made here, with mistakes that our own authority
/// would not make.
class PathCasesTest {
    private static final int CA = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    private static final int SIGNS = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Node root = make("CN=root", null).ca(3).build();
    private final Node ca = make("CN=ca,O=a", root).ca(1).build();
    private final Node leaf = make("CN=leaf,O=a", ca).build();

    private static final class Node {
        private final KeyPair key;
        private final Certificate certificate;

        private Node(KeyPair key, Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        private X500Name name() {
            return certificate.holder().getSubject();
        }
    }

    private interface Extra {
        void to(X509v3CertificateBuilder builder) throws IOException;
    }

    private final class Maker {
        private final X500Name name;
        private final Node issuer;
        private KeyPair key = Suite.sm2.generate();
        private KeyPair signer;
        private X500Name issuerName;
        private int usage = SIGNS;
        private BasicConstraints constraints = new BasicConstraints(false);
        private Instant from = now.minusSeconds(60);
        private Instant to = now.plusSeconds(3600);
        private Extra extra = builder -> {};

        private Maker(String name, Node issuer) {
            this.name = new X500Name(name);
            this.issuer = issuer;
            this.signer = issuer == null ? key : issuer.key;
            this.issuerName = issuer == null ? this.name : issuer.name();
        }

        private Maker ca(int length) {
            usage = CA;
            constraints = new BasicConstraints(length);
            return this;
        }

        private Maker with(Extra more) {
            extra = more;
            return this;
        }

        private Node build() {
            try {
                KeyPair by = issuer == null ? key : signer;
                X509v3CertificateBuilder builder =
                        new X509v3CertificateBuilder(
                                issuerName,
                                SerialNumber.random().value(),
                                Date.from(from),
                                Date.from(to),
                                name,
                                SubjectPublicKeyInfo.getInstance(key.publicKey().info()));
                if (constraints != null) {
                    builder.addExtension(Extension.basicConstraints, true, constraints);
                }
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                extra.to(builder);
                byte[] der = builder.build(new SuiteContentSigner(by)).getEncoded();
                return new Node(key, Certificate.parse(der));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Maker make(String name, Node issuer) {
        return new Maker(name, issuer);
    }

    private void good(Node end, Node... between) {
        List<Certificate> others = List.of(between).stream().map(it -> it.certificate).toList();
        VerifiedChain chain =
                ChainVerifier.trusting(root.certificate)
                        .verify(
                                end.certificate,
                                others,
                                CertificateProfile.subscriber_signing,
                                now);
        assertThat(chain.leaf()).isEqualTo(end.certificate);
    }

    private void bad(Reason reason, Node end, Node... between) {
        CryptoException e = catchThrowableOfType(CryptoException.class, () -> good(end, between));
        assertThat(e).isNotNull();
        assertThat(e.reason()).isEqualTo(reason);
    }

    @Test
    void pkits_4_1_signatures() {
        good(leaf, ca);
        Maker forgedCa = make("CN=ca,O=a", root).ca(1);
        forgedCa.signer = Suite.sm2.generate();
        Node wrong = forgedCa.build();
        bad(bad_signature, make("CN=leaf", wrong).build(), wrong);
        Maker forged = make("CN=leaf", ca);
        forged.signer = Suite.sm2.generate();
        bad(bad_signature, forged.build(), ca);
        Maker otherSuite = make("CN=leaf", ca);
        otherSuite.signer = Suite.rsa_2048.generate();
        bad(untrusted, otherSuite.build(), ca);
    }

    @Test
    void pkits_4_1_mixedSuites_verify() {
        Maker rsa = make("CN=rsa", root).ca(1);
        rsa.key = Suite.rsa_2048.generate();
        Node rsaCa = rsa.build();
        Maker ec = make("CN=ec", rsaCa).ca(0);
        ec.key = Suite.ecdsa_p256.generate();
        Node ecCa = ec.build();
        good(make("CN=leaf", ecCa).build(), rsaCa, ecCa);
    }

    @Test
    void pkits_4_2_validity() {
        Maker old = make("CN=ca,O=a", root).ca(1);
        old.to = now.minusSeconds(1);
        Node expired = old.build();
        bad(not_valid_now, make("CN=leaf", expired).build(), expired);
        Maker early = make("CN=leaf", ca);
        early.from = now.plusSeconds(1);
        bad(not_valid_now, early.build(), ca);
        Maker exact = make("CN=leaf", ca);
        exact.from = now;
        exact.to = now;
        good(exact.build(), ca);
        Maker generalized = make("CN=leaf", ca);
        generalized.to = Instant.parse("2060-01-01T00:00:00Z");
        good(generalized.build(), ca);
    }

    @Test
    void pkits_4_3_nameChaining() {
        Maker other = make("CN=leaf", ca);
        other.issuerName = new X500Name("CN=another");
        bad(untrusted, other.build(), ca);
        Maker reordered = make("CN=leaf", ca);
        reordered.issuerName = new X500Name("O=a,CN=ca");
        bad(untrusted, reordered.build(), ca);
        bad(untrusted, leaf);
    }

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
    void pkits_4_5_selfIssuedKeyRollover() {
        Maker rolled = make("CN=ca,O=a", root).ca(1);
        Node newCa = rolled.build();
        Node underNew = make("CN=leaf", newCa).build();
        good(underNew, ca, newCa);
        good(leaf, newCa, ca);
        // New with old: issued by the old key to the same name.
        Maker link = make("CN=ca,O=a", ca).ca(0);
        link.key = newCa.key;
        good(underNew, link.build(), ca);
    }

    @Test
    void pkits_4_6_basicConstraints() {
        Maker none = make("CN=x", root).ca(1);
        none.constraints = null;
        Node missing = none.build();
        bad(untrusted, make("CN=leaf", missing).build(), missing);
        Maker not = make("CN=x", root).ca(1);
        not.constraints = new BasicConstraints(false);
        Node end = not.build();
        bad(untrusted, make("CN=leaf", end).build(), end);
        Node zero = make("CN=zero", root).ca(0).build();
        good(make("CN=leaf", zero).build(), zero);
        Node below = make("CN=below", zero).ca(0).build();
        bad(untrusted, make("CN=leaf", below).build(), below, zero);
        Node one = make("CN=one", root).ca(1).build();
        Node two = make("CN=two", one).ca(5).build();
        good(make("CN=leaf", two).build(), one, two);
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
    void pkits_4_13_nameConstraints() {
        Node onlyA = constrained("CN=nc", root, directory("O=a"), null);
        good(make("O=a,CN=leaf", onlyA).build(), onlyA);
        bad(untrusted, make("O=b,CN=leaf", onlyA).build(), onlyA);
        Node notA = constrained("CN=not", root, null, directory("O=a"));
        bad(untrusted, make("O=a,CN=leaf", notA).build(), notA);
        good(make("O=b,CN=leaf", notA).build(), notA);
        // A second constraint narrows the first, and cannot widen it.
        Node inner = constrained("O=a,CN=inner", onlyA, directory("O=b"), null);
        bad(untrusted, make("O=b,CN=leaf", inner).build(), inner, onlyA);
        bad(untrusted, make("O=a,CN=leaf", inner).build(), inner, onlyA);
    }

    @Test
    void pkits_4_13_nameConstraints_ofOtherNames() {
        Node dns = constrained("CN=dns", root, name(GeneralName.dNSName, "a.example"), null);
        good(named(dns, GeneralName.dNSName, "x.a.example"), dns);
        bad(untrusted, named(dns, GeneralName.dNSName, "x.b.example"), dns);
        Node mail = constrained("CN=m", root, null, name(GeneralName.rfc822Name, "a.example"));
        bad(untrusted, named(mail, GeneralName.rfc822Name, "x@a.example"), mail);
        good(named(mail, GeneralName.rfc822Name, "x@b.example"), mail);
        Node uri =
                constrained("CN=u", root, name(GeneralName.uniformResourceIdentifier, ".a"), null);
        good(named(uri, GeneralName.uniformResourceIdentifier, "http://x.a/y"), uri);
        bad(untrusted, named(uri, GeneralName.uniformResourceIdentifier, "http://x.b/y"), uri);
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
    void pkits_4_16_privateExtensions() {
        ASN1ObjectIdentifier ours = new ASN1ObjectIdentifier("1.2.3.4.5");
        DERUTF8String value = new DERUTF8String("x");
        good(make("CN=leaf", ca).with(it -> it.addExtension(ours, false, value)).build(), ca);
        bad(
                untrusted,
                make("CN=leaf", ca).with(it -> it.addExtension(ours, true, value)).build(),
                ca);
    }

    @Test
    void manyIssuersOfOneName_areTriedBoundedly() {
        Node[] decoys = new Node[200];
        for (int i = 0; i < decoys.length; i++) {
            Maker decoy = make("CN=ca,O=a", root).ca(1);
            decoy.key = i == 0 ? Suite.sm2.generate() : decoys[0].key;
            decoys[i] = decoy.build();
        }
        Instant start = Instant.now();
        bad(bad_signature, leaf, decoys);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
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

    private static GeneralSubtree directory(String name) {
        return new GeneralSubtree(new GeneralName(new X500Name(name)));
    }

    private static GeneralSubtree name(int type, String value) {
        return new GeneralSubtree(new GeneralName(type, value));
    }

    private Node constrained(
            String name, Node issuer, GeneralSubtree permitted, GeneralSubtree excluded) {
        NameConstraints constraints =
                new NameConstraints(
                        permitted == null ? null : new GeneralSubtree[] {permitted},
                        excluded == null ? null : new GeneralSubtree[] {excluded});
        return make(name, issuer)
                .ca(1)
                .with(it -> it.addExtension(Extension.nameConstraints, true, constraints))
                .build();
    }

    private Node named(Node issuer, int type, String value) {
        return make("CN=leaf", issuer)
                .with(it ->
                        it.addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(type, value))))
                .build();
    }
}
