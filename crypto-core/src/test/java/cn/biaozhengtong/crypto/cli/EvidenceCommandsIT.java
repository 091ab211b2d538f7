package cn.biaozhengtong.crypto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditFile;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealSigners;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures, seals and evidence, from a shell.
class EvidenceCommandsIT {
    @TempDir private Path folder;

    private Ran run(String line) throws Exception {
        return Ran.in(folder, line.split(" "));
    }

    private void write(String name, byte[] content) throws Exception {
        Files.write(folder.resolve(name), content);
    }

    @ParameterizedTest
    @CsvSource({"sm2,gbt35275", "sm2,rfc5652", "rsa_3072,rfc5652", "ecdsa_p256,rfc5652"})
    void signature_overAFile_verifiesUntilAByteChanges(String suite, String form) throws Exception {
        Ran key =
                run(
                        "keygen key.p12 --organization BZT --name signer --for subscriber_signing"
                                + " --suite "
                                + suite);
        assertThat(key.err()).isEmpty();
        Files.writeString(folder.resolve("own.pem"), key.out());
        write("bid", new byte[2_000_000]);
        assertThat(run("sign bid bid.sig --key key.p12 --form " + form).err()).isEmpty();
        Ran good = run("verify bid bid.sig --root own.pem");
        assertThat(good.err()).isEmpty();
        assertThat(good.out()).startsWith("good:");
        assertThat(run("verify bid bid.sig --root own.pem --at 2020-01-01T00:00:00Z").code())
                .isEqualTo(1);
        write("bid", new byte[2_000_001]);
        Ran bad = run("verify bid bid.sig --root own.pem");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err().strip()).isEqualTo("The signature does not verify.");
    }

    @Test
    void signatureWithoutItsChain_needsTheIntermediate_andRevocationCounts() throws Exception {
        TestAuthority ca = new TestAuthority();
        Sm2KeyPair signer = Sm2KeyPair.generate();
        Certificate own = ca.subscriber(signer.publicKey(), CertificateProfile.subscriber_signing);
        KeyStoreFile.save(
                folder.resolve("own.p12"),
                new KeyStoreFile.Entry(signer, List.of(own)),
                "secret-1".toCharArray());
        Files.writeString(folder.resolve("own.pem"), own.pem());
        Files.writeString(folder.resolve("root.pem"), ca.root.pem());
        Files.writeString(folder.resolve("ca.pem"), ca.issuing.pem());
        write("bid", new byte[10]);
        write("root.crl", crl(CertificateAuthorityKey.of(ca.rootKey, ca.root), List.of()));
        write("good.crl", crl(ca.authority, List.of()));
        Revocation gone = new Revocation(own.serial(), ca.now.minusSeconds(60), 1);
        write("bad.crl", crl(ca.authority, List.of(gone)));
        assertThat(run("sign bid bid.sig --key own.p12").code()).isZero();
        String verify = "verify bid bid.sig --root root.pem";
        assertThat(run(verify).err()).contains("does not lead to the given root");
        verify += " --intermediate ca.pem";
        assertThat(run(verify).out()).startsWith("good:");
        assertThat(run(verify + " --crl good.crl").err()).contains("Nothing that is current");
        verify += " --crl root.crl";
        assertThat(run(verify + " --crl good.crl").out()).startsWith("good:");
        assertThat(run(verify + " --crl bad.crl").err()).contains("revoked");
        String chain = "cert verify own.pem --root root.pem --intermediate ca.pem --crl root.crl";
        assertThat(run(chain + " --crl good.crl").out()).startsWith("good: 3");
        assertThat(run(chain + " --crl bad.crl").err()).contains("revoked");
    }

    private static byte[] crl(CertificateAuthorityKey by, List<Revocation> revoked) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Crl.issue(by, BigInteger.ONE, revoked, now.minusSeconds(5), now.plusSeconds(600))
                .encoded();
    }

    @Test
    void seal_isShownAndVerified() throws Exception {
        TestAuthority ca = new TestAuthority();
        Sm2KeyPair maker = Sm2KeyPair.generate();
        Sm2KeyPair signer = Sm2KeyPair.generate();
        Certificate makers = ca.subscriber(maker.publicKey(), CertificateProfile.seal_maker);
        Certificate signers =
                ca.subscriber(signer.publicKey(), CertificateProfile.subscriber_signing);
        Seal seal =
                Seal.make(
                        new SealInfo(
                                "BZT",
                                "01",
                                1,
                                "鞍山测试有限公司",
                                SealSigners.digests(List.of(signers)),
                                ca.now,
                                ca.now.minusSeconds(9),
                                ca.now.plusSeconds(9999),
                                SealPicture.of("png", new byte[] {7}, 40, 40)),
                        makers,
                        maker);
        byte[] document = "document".getBytes();
        Preimage tbs = SealSignature.prepare(seal, ca.now, Sm3.digest(document), "here");
        write("seal", seal.encoded());
        write(
                "signature",
                SealSignature.assemble(tbs, signers, signer.sign(tbs.toBytes()), Optional.empty())
                        .encoded());
        write("document", document);
        Files.writeString(folder.resolve("root.pem"), ca.root.pem());
        Files.writeString(folder.resolve("ca.pem"), ca.issuing.pem());
        String trust = " --root root.pem --intermediate ca.pem";
        assertThat(run("seal show seal --picture p.png").out())
                .contains("鞍山测试有限公司", "png 40×40 mm");
        assertThat(folder.resolve("p.png")).hasBinaryContent(new byte[] {7});
        assertThat(run("seal show signature").out()).contains("signed by", "property   here");
        assertThat(run("seal verify seal" + trust).out()).isEqualTo("good: the seal\n");
        assertThat(run("seal verify signature --data document" + trust).out())
                .contains("as the signer says");
        assertThat(run("seal verify signature --data seal" + trust).code()).isEqualTo(1);
        assertThat(run("seal verify seal --at 2020-01-01T00:00:00Z" + trust).err().strip())
                .isEqualTo("A certificate is not valid at that time.");
        assertThat(run("seal show document").err().strip()).hasLineCount(1);
        Files.writeString(folder.resolve("maker.pem"), makers.pem());
        Files.writeString(folder.resolve("signer.pem"), signers.pem());
        Ran report = run("seal report signature --data document --maker maker.pem" + trust);
        assertThat(report.out()).contains("maker_chain     good     known").hasLineCount(10);
        assertThat(report.code()).isZero();
        assertThat(run("seal report signature --data document --maker signer.pem" + trust).out())
                .contains("maker_chain     unknown  not-known");
        Ran other = run("seal report signature --data seal" + trust);
        assertThat(other.out()).contains("digest          bad      differs");
        assertThat(other.code()).isEqualTo(1);
    }

    @Test
    void auditLog_everyManipulation_isFound() throws Exception {
        List<String> lines = new ArrayList<>();
        String hash = AuditChain.START;
        for (int i = 1; i <= 5; i++) {
            Instant at = Instant.ofEpochSecond(1_800_000_000L + i);
            String next = AuditChain.hash(hash, i, at, "a\tb", "x\\y", "s\n", "d" + i);
            lines.add(
                    AuditFile.line(
                            new AuditChain.Entry(i, at, "a\tb", "x\\y", "s\n", "d" + i, next)));
            hash = next;
        }
        Path log = folder.resolve("log");
        String command = "evidence verify log --head 5:" + hash;
        Files.write(log, lines);
        assertThat(run(command).out()).startsWith("good: 5 entries");
        List<String> edited = new ArrayList<>(lines);
        edited.set(2, lines.get(2).replace("d3", "dX"));
        Files.write(log, edited);
        assertThat(run(command).out()).startsWith("broken: entry 3");
        Files.write(log, lines.subList(0, 4));
        assertThat(run(command).code()).isEqualTo(1);
        Files.writeString(log, "nonsense\n");
        assertThat(run(command).err().strip()).hasLineCount(1);
    }

    @Test
    void merkleProofs_areVerified() throws Exception {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < 7; i++) {
            tree.append(("entry " + i).getBytes());
        }
        write("entry", "entry 3".getBytes());
        String inclusion =
                "evidence inclusion entry --index 3 --size 7 --root-hash "
                        + hex(tree.root(7))
                        + nodes(tree.inclusionProof(3, 7));
        assertThat(run(inclusion).out()).isEqualTo("good: entry 3 of 7\n");
        assertThat(run(inclusion.replace("--index 3", "--index 2")).code()).isEqualTo(1);
        String consistency =
                "evidence consistency --old-size 4 --size 7 --old-hash "
                        + hex(tree.root(4))
                        + " --root-hash "
                        + hex(tree.root(7))
                        + nodes(tree.consistencyProof(4, 7));
        assertThat(run(consistency).out()).startsWith("good:");
        assertThat(run(consistency.replace("--old-size 4", "--old-size 5")).code()).isEqualTo(1);
    }

    @Test
    void useOfASeal_isFoundInTheLog_byItsRecordAlone() throws Exception {
        UseRecord use =
                new UseRecord(
                        UseRecord.Kind.seal_use_withdrawal,
                        UseRecord.newSalt(),
                        List.of("ab".repeat(32), "platform", "更换报价文件", "2026-11-27T02:03:04Z"));
        MerkleTree tree = new MerkleTree();
        tree.append("a certificate".getBytes());
        tree.append(UseRecord.entry(use.kind(), use.digest()));
        Files.writeString(folder.resolve("record"), use.text());
        String command =
                "evidence seal-use record --index 1 --size 2 --root-hash "
                        + hex(tree.root(2))
                        + nodes(tree.inclusionProof(1, 2));
        assertThat(run(command).out()).isEqualTo("good: entry 1 of 2\n" + use.text());
        Files.writeString(folder.resolve("record"), use.text().replace("报价", "商务"));
        assertThat(run(command).code()).isEqualTo(1);
    }

    private static String nodes(List<byte[]> proof) {
        StringBuilder out = new StringBuilder();
        proof.forEach(it -> out.append(" --node ").append(hex(it)));
        return out.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
