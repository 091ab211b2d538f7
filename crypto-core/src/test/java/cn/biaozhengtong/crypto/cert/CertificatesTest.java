package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.RoundItem;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair holder = Sm2KeyPair.generate();
    private final Certificate leaf =
            ca.subscriber(holder.publicKey(), CertificateProfile.subscriber_signing);
    private final ChainVerifier verifier = ChainVerifier.trusting(ca.root);

    @TempDir Path folder;

    @Test
    void chain_threeLevels_verifies() {
        VerifiedChain chain =
                verifier.verify(
                        leaf, ca.intermediates(), CertificateProfile.subscriber_signing, ca.now);
        assertThat(chain.path()).hasSize(3);
        assertThat(chain.leaf().uscc()).contains("91210000558190456G");
    }

    @Test
    void chain_wrongPurposeTimeRootOrIntermediate_isRefused() {
        refused(leaf, CertificateProfile.subscriber_encryption, ca.now);
        refused(leaf, CertificateProfile.subscriber_signing, ca.now.plus(Duration.ofDays(400)));
        refused(leaf, CertificateProfile.subscriber_signing, ca.now.minusSeconds(3600));
        assertThatThrownBy(() ->
                        ChainVerifier.trusting(new TestAuthority().root)
                                .verify(
                                        leaf,
                                        ca.intermediates(),
                                        CertificateProfile.subscriber_signing,
                                        ca.now))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() ->
                        verifier.verify(
                                leaf, List.of(), CertificateProfile.subscriber_signing, ca.now))
                .isInstanceOf(CryptoException.class);
    }

    private void refused(Certificate certificate, CertificateProfile purpose, Instant at) {
        assertThatThrownBy(() -> verifier.verify(certificate, ca.intermediates(), purpose, at))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void chain_leafActingAsIssuer_isRefused() {
        CertificateAuthorityKey rogue = CertificateAuthorityKey.of(holder, leaf);
        Certificate forged =
                ca.issue(
                        rogue,
                        CertificateProfile.subscriber_signing,
                        DistinguishedName.of("x", "x", "x"),
                        Sm2KeyPair.generate().publicKey());
        assertThatThrownBy(() ->
                        verifier.verify(
                                forged,
                                List.of(leaf, ca.issuing),
                                CertificateProfile.subscriber_signing,
                                ca.now))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void certificate_everyFlippedBit_isRefused() {
        byte[] der = leaf.encoded();
        for (int i = 0; i < der.length; i++) {
            byte[] bad = der.clone();
            bad[i] ^= 1;
            assertThatThrownBy(() ->
                            verifier.verify(
                                    Certificate.parse(bad),
                                    ca.intermediates(),
                                    CertificateProfile.subscriber_signing,
                                    ca.now))
                    .as("byte %d", i)
                    .isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void certificate_trailingBytes_isRefused() {
        byte[] der = java.util.Arrays.copyOf(leaf.encoded(), leaf.encoded().length + 1);
        assertThatThrownBy(() -> Certificate.parse(der)).isInstanceOf(CryptoException.class);
    }

    @Test
    void prepare_twiceTheSameOrder_givesTheSameBytes() {
        CertificateOrder order =
                new CertificateOrder(
                        CertificateProfile.subscriber_signing,
                        SerialNumber.random(),
                        DistinguishedName.of("a", "b", "c"),
                        holder.publicKey(),
                        ca.now,
                        ca.now.plusSeconds(1000),
                        java.util.Optional.empty());
        assertThat(ca.authority.prepare(order, TestAuthority.POINTS))
                .isEqualTo(ca.authority.prepare(order, TestAuthority.POINTS));
    }

    @Test
    void request_signedByTwoParties_isAProofOfPossession() {
        DeviceShare device = DeviceShare.generate();
        byte[] context = {1};
        ServerShare server =
                ServerShare.generate(device.commitment(), device.prove(context), context);
        DistinguishedName name = DistinguishedName.of("鞍山", "平台", "鞍山");
        var tbs = CertificateRequest.tbs(name, server.publicKey());
        DeviceRound round = DeviceRound.begin(context, 1);
        var commitment = round.commitments().get(0);
        ServerNonce nonce = ServerNonce.fresh();
        var answer =
                round.answer(device.secret(), server.publicKey(), List.of(tbs), List.of(nonce.q2()))
                        .get(0);
        byte[] signature =
                server.complete(
                                List.of(new RoundItem(tbs, commitment, nonce.w2(), answer)),
                                context)
                        .get(0);
        VerifiedRequest request =
                CertificateRequest.parse(CertificateRequest.assemble(tbs, signature));
        assertThat(request.key()).isEqualTo(server.publicKey());
        assertThat(request.subject()).isEqualTo(name);
    }

    @Test
    void crl_issued_revokesAndExpires() {
        Crl crl =
                Crl.issue(
                        ca.authority,
                        BigInteger.TEN,
                        List.of(new Revocation(leaf.serial(), ca.now, 5)),
                        ca.now,
                        ca.now.plusSeconds(600));
        crl.verify(ca.issuing, ca.now);
        assertThat(crl.revokes(leaf.serial())).isTrue();
        assertThat(crl.revokes(SerialNumber.random())).isFalse();
        assertThatThrownBy(() -> crl.verify(ca.issuing, ca.now.plusSeconds(601)))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> crl.verify(ca.root, ca.now)).isInstanceOf(CryptoException.class);
    }

    @Test
    void ocsp_goodRevokedUnknown_areToldApart() {
        OcspRequest request =
                OcspRequest.parse(OcspRequest.about(ca.issuing, leaf.serial()).encoded());
        assertThat(request.serials()).containsExactly(leaf.serial());
        List<CertificateStatus> statuses =
                List.of(
                        new CertificateStatus.Good(),
                        new CertificateStatus.Revoked(ca.now, 5),
                        new CertificateStatus.Unknown());
        for (CertificateStatus status : statuses) {
            byte[] answer = answer(request, status);
            assertThat(OcspResponse.verify(answer, ca.issuing, leaf.serial(), ca.now))
                    .isEqualTo(status);
            assertThatThrownBy(() ->
                            OcspResponse.verify(answer, ca.issuing, SerialNumber.random(), ca.now))
                    .isInstanceOf(CryptoException.class);
            assertThatThrownBy(() ->
                            OcspResponse.verify(
                                    answer, ca.issuing, leaf.serial(), ca.now.plusSeconds(3600)))
                    .isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void wordAboutRevocation_fromAClockAhead_isTakenForFiveMinutes() {
        OcspRequest request =
                OcspRequest.parse(OcspRequest.about(ca.issuing, leaf.serial()).encoded());
        byte[] answer = answer(request, new CertificateStatus.Good());
        Crl crl =
                Crl.issue(ca.authority, BigInteger.ONE, List.of(), ca.now, ca.now.plusSeconds(600));
        Instant behind = ca.now.minusSeconds(300);
        assertThat(OcspResponse.verify(answer, ca.issuing, leaf.serial(), behind))
                .isEqualTo(new CertificateStatus.Good());
        crl.verify(ca.issuing, behind);
        Instant farBehind = ca.now.minusSeconds(301);
        assertThatThrownBy(() -> OcspResponse.verify(answer, ca.issuing, leaf.serial(), farBehind))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> crl.verify(ca.issuing, farBehind))
                .isInstanceOf(CryptoException.class);
    }

    private byte[] answer(OcspRequest request, CertificateStatus status) {
        return OcspResponse.answer(
                request,
                ca.issuing,
                ca.ocspKey,
                ca.ocsp,
                ca.now,
                ca.now.plusSeconds(300),
                serial -> status);
    }

    @Test
    void keyStore_savedAndLoaded_isTheSameKeyAndChain() throws Exception {
        Path file = folder.resolve("issuing.p12");
        var entry = new KeyStoreFile.Entry(ca.issuingKey, List.of(ca.issuing, ca.root));
        KeyStoreFile.save(file, entry, "secret".toCharArray());
        KeyStoreFile.Entry loaded = KeyStoreFile.load(file, "secret".toCharArray());
        assertThat(RawSm2Key.secretOf(loaded.sm2Key()))
                .isEqualTo(RawSm2Key.secretOf((Sm2KeyPair) ca.issuingKey));
        assertThat(loaded.chain()).containsExactly(ca.issuing, ca.root);
        assertThatThrownBy(() -> KeyStoreFile.load(file, "wrong".toCharArray()))
                .isInstanceOf(CryptoException.class);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void openssl_verifiesChainRequestAndCrl() throws Exception {
        Files.writeString(folder.resolve("root.pem"), ca.root.pem());
        Files.writeString(folder.resolve("issuing.pem"), ca.issuing.pem());
        Files.writeString(folder.resolve("leaf.pem"), leaf.pem());
        Crl crl =
                Crl.issue(ca.authority, BigInteger.ONE, List.of(), ca.now, ca.now.plusSeconds(600));
        Files.write(folder.resolve("ca.crl"), crl.encoded());
        Files.write(
                folder.resolve("req.der"),
                CertificateRequest.create(DistinguishedName.of("a", "b", "c"), holder));
        String id = "distid:1234567812345678";
        // OpenSSL 3.0 sets the id on the certificate in question only, so each level is asked.
        assertThat(openssl("verify", "-vfyopt", id, "-CAfile", "root.pem", "issuing.pem"))
                .contains("issuing.pem: OK");
        assertThat(
                        openssl(
                                "verify",
                                "-vfyopt",
                                id,
                                "-partial_chain",
                                "-trusted",
                                "issuing.pem",
                                "leaf.pem"))
                .contains("leaf.pem: OK");
        assertThat(
                        openssl(
                                "req", "-inform", "DER", "-in", "req.der", "-verify", "-noout",
                                "-vfyopt", id))
                .contains("verify OK");
        assertThat(openssl("crl", "-inform", "DER", "-in", "ca.crl", "-noout", "-text"))
                .contains("SM2-with-SM3");
    }

    private String openssl(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }
}
