package cn.biaozhengtong.crypto.cert;

import static cn.biaozhengtong.crypto.CryptoException.Reason.bad_signature;
import static cn.biaozhengtong.crypto.CryptoException.Reason.not_valid_now;
import static cn.biaozhengtong.crypto.CryptoException.Reason.untrusted;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/// Path cases in the order of NIST's PKITS, whose groups the numbers name, for the features that we
/// have; revocation is in [RevocationCasesTest].
class PathCasesTest extends PathFixture {
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
