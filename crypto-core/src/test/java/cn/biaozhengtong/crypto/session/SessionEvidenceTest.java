package cn.biaozhengtong.crypto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.evidence.MerklePath;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evidence verifies offline with the root alone, and not when one character is another; nobody
/// makes it of public data.
class SessionEvidenceTest {
    private final EvidenceFixture it = new EvidenceFixture();
    private final Instant now = it.ca.now;

    @Test
    void genuineEvidence_readBack_verifies() throws Exception {
        byte[] text = it.evidence().encoded();
        assertThat(SessionEvidence.parse(text).encoded()).isEqualTo(text);
        EvidencePackage.Verified found = again(it.genuine()).verify(it.ca.root);
        assertThat(found.signedAt()).isEqualTo(now);
        assertThat(found.stampedAt()).isEqualTo(now.plusSeconds(1));
        assertThat(found.late()).isFalse();
        refused(() -> it.genuine().verify(new TestAuthority().root));
    }

    /// A program may look at one directory of a zip and another program at another.
    @Test
    void item3_packageInAnotherForm_isNotRead() throws Exception {
        byte[] genuine = it.genuine().zip();
        byte[] other = it.genuine().zip();
        byte[] two = new byte[genuine.length + other.length];
        System.arraycopy(genuine, 0, two, 0, genuine.length);
        System.arraycopy(other, 0, two, genuine.length, other.length);
        refused(() -> read(two));
        refused(() -> read(Arrays.copyOf(genuine, genuine.length + 1)));
        refused(() -> read(Arrays.copyOf(genuine, genuine.length - 1)));
        assertThat(read(genuine).zip()).isEqualTo(genuine);
    }

    @Test
    void item3_packageWithAnyBitFlipped_isRefused() {
        byte[] genuine = it.genuine().zip();
        for (int i = 0; i < genuine.length; i++) {
            byte[] flipped = genuine.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            refused(() -> read(flipped).verify(it.ca.root));
        }
    }

    @Test
    void item3_stampWithAnyBitFlipped_isRefused() {
        SessionEvidence evidence = it.evidence();
        Map<String, byte[]> files = it.files(evidence.encoded(), it.good(evidence));
        byte[] token = it.stamp(EvidencePackage.leaf(files), now.plusSeconds(1));
        assertThat(EvidencePackage.of(files, MerklePath.alone(), token).verify(it.ca.root))
                .isNotNull();
        for (int i = 0; i < token.length; i++) {
            byte[] flipped = token.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            refused(() ->
                    EvidencePackage.of(files, MerklePath.alone(), flipped).verify(it.ca.root));
        }
    }

    private static EvidencePackage read(byte[] zip) {
        try {
            return EvidencePackage.read(new ByteArrayInputStream(zip));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void item3_evidenceMadeOfPublicData_isRefused() {
        // A victim's certificates, invented text, no signature; even the status and the stamp are
        // to be had by anybody who asks.
        SessionContent nothing =
                new SessionContent(
                        "sign", "转让", "", "", "", "", List.of(), null, List.of(), List.of());
        SignedContext context = it.context(nothing, now.minusSeconds(20));
        refused(() -> it.evidence(context, nothing, List.of()));
        SessionEvidence junk = it.evidence(context, nothing, List.of(new byte[] {0x30, 0}));
        byte[] status = it.status(new byte[32], new CertificateStatus.Good(), now);
        refused(() -> it.stamped(it.files(junk.encoded(), status), now).verify(it.ca.root));
        // And as text, which no constructor has seen.
        byte[] unsigned = without(it.evidence(), "signature\t");
        refused(() -> it.stamped(it.files(unsigned, status), now).verify(it.ca.root));
        SessionContent login = SessionContent.of("login", "登录", "", "", "");
        SignedContext about = it.context(login, now.minusSeconds(20));
        SessionEvidence invented =
                it.evidence(about, login, EvidenceFixture.none(SessionSignatures.of(about, login)));
        refused(() ->
                it.stamped(it.files(invented.encoded(), it.good(invented)), now)
                        .verify(it.ca.root));
    }

    @Test
    void item3_genuineEvidenceWithMoreInIt_isRefused_thoughItIsStampedAnew() {
        SessionEvidence genuine = it.evidence();
        byte[] status = it.good(genuine);
        String hash = Sm3.hex(new byte[3]);
        for (String more :
                List.of(
                        "item\t补充协议\t" + hash,
                        "tender\tT-1\t一\t项目\t2026-12-01T01:00:00Z\t大厅",
                        "bid\tf\t1\t" + hash + "\t" + hash + "\t1a\t" + hash,
                        "envelope\tf\t1a\tMAA=",
                        "serial\t1a",
                        "signature\tMAA=",
                        "transition\t9\tfailed\ta\t" + now,
                        "more\tof it")) {
            byte[] text = with(genuine, more);
            refused(() -> it.stamped(it.files(text, status), now).verify(it.ca.root));
        }
        byte[] tool = replaced(genuine, "\t节点\n", "\t别的\n");
        refused(() -> it.stamped(it.files(tool, status), now).verify(it.ca.root));
        // In a kind that shows no tool, none may stand.
        SessionContent login = SessionContent.of("login", "登录", "账号", "", "");
        SignedContext context = it.context(login, now.minusSeconds(20));
        SessionEvidence other = it.evidence(context, login, it.signatures(context, login));
        byte[] extended =
                replaced(
                        other,
                        "content\tlogin\t登录\t账号\t\t\t\n",
                        "content\tlogin\t登录\t账号\t\t\t转让\n");
        refused(() -> it.stamped(it.files(extended, it.good(other)), now).verify(it.ca.root));
    }

    @Test
    void item3_anyFileOrTransitionChanged_isRefused_underTheOldStamp() {
        SessionEvidence genuine = it.evidence();
        Map<String, byte[]> files = it.files(genuine.encoded(), it.good(genuine));
        byte[] token = it.stamp(EvidencePackage.leaf(files), now.plusSeconds(1));
        Map<String, byte[]> moved =
                it.files(
                        replaced(genuine, now.toString(), now.minusSeconds(1).toString()),
                        it.good(genuine));
        Map<String, byte[]> shorter = it.files(genuine.encoded(), it.good(genuine));
        shorter.put(EvidencePackage.CHAIN, it.ca.issuing.pem().getBytes());
        Map<String, byte[]> asked =
                it.files(
                        genuine.encoded(),
                        it.status(
                                it.binding(genuine),
                                new CertificateStatus.Good(),
                                now.plusSeconds(1)));
        for (Map<String, byte[]> other : List.of(moved, shorter, asked)) {
            EvidencePackage changed = EvidencePackage.of(other, MerklePath.alone(), token);
            refused(() -> changed.verify(it.ca.root));
        }
        assertThat(EvidencePackage.of(files, MerklePath.alone(), token).verify(it.ca.root))
                .isNotNull();
    }

    /// Whoever wants to may have it stamped anew.
    @Test
    void item3_bytesThatReadAlike_orStandBesideWhatIsRead_areRefused() {
        SessionEvidence genuine = it.evidence();
        List<Map<String, byte[]>> forged = new ArrayList<>();
        for (String file : List.of(EvidencePackage.CHAIN, EvidencePackage.STATUS)) {
            Map<String, byte[]> behind = it.files(genuine.encoded(), it.good(genuine));
            behind.put(file, joined(behind.get(file), "本证据已作废".getBytes(StandardCharsets.UTF_8)));
            forged.add(behind);
        }
        Map<String, byte[]> before = it.files(genuine.encoded(), it.good(genuine));
        before.put(
                EvidencePackage.CHAIN,
                joined(
                        "void\n".getBytes(StandardCharsets.US_ASCII),
                        before.get(EvidencePackage.CHAIN)));
        forged.add(before);
        for (Map<String, byte[]> files : forged) {
            refused(() -> it.stamped(files, now.plusSeconds(1)).verify(it.ca.root));
        }
        // What is no UTF-8 is read as a replacement character, which a title may hold.
        SessionContent shown =
                new SessionContent(
                        "sign",
                        "签章",
                        "账号",
                        "鞍山测试有限公司",
                        "91210000558190456G",
                        "节点",
                        List.of(new SessionContent.Item("\uFFFD\uFFFD", "a".repeat(64))),
                        null,
                        List.of(),
                        List.of());
        SignedContext context = it.context(shown, now.minusSeconds(20));
        SessionEvidence odd = it.evidence(context, shown, it.signatures(context, shown));
        byte[] mark = "\uFFFD".getBytes(StandardCharsets.UTF_8);
        byte[] text = odd.encoded();
        int at = indexOf(text, mark);
        byte[] other =
                joined(
                        Arrays.copyOf(text, at),
                        joined(
                                new byte[] {(byte) 0xd7},
                                Arrays.copyOfRange(text, at + mark.length, text.length)));
        assertThat(new String(other, StandardCharsets.UTF_8))
                .isEqualTo(new String(text, StandardCharsets.UTF_8));
        refused(() ->
                it.stamped(it.files(other, it.good(odd)), now.plusSeconds(1)).verify(it.ca.root));
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] out = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, out, one.length, two.length);
        return out;
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void item3_theOldFormats_areReadNoMore() {
        String text = new String(it.evidence().encoded(), StandardCharsets.UTF_8);
        for (String bad :
                List.of(
                        "",
                        text.replace("bzt/evidence/v2", "bzt/evidence/v1"),
                        "bzt/evidence/v2\n",
                        text.replace("\titem", ""),
                        text.replace("item\t", "item\tx\t"),
                        text.replace("signature\t", "signature\t!"),
                        text.replace("content\t", "context\t"))) {
            if (!bad.equals(text)) {
                refused(() -> SessionEvidence.parse(bad.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void item5_revokedAfterTheStatement_spoilsNothing_before_itIsRefused() {
        SessionEvidence genuine = it.evidence();
        byte[] revoked = it.status(it.binding(genuine), new CertificateStatus.Revoked(now, 1), now);
        refused(() -> it.stamped(it.files(genuine.encoded(), revoked), now).verify(it.ca.root));
        // The statement was Good when it was made: what a responder says a second later is of no
        // account, and cannot take its place under the stamp.
        assertThat(it.genuine().verify(it.ca.root).signedAt()).isEqualTo(now);
    }

    @Test
    void item5_statementAboutOtherSignatures_isRefused() {
        SessionEvidence genuine = it.evidence();
        SessionEvidence another =
                it.evidence(
                        genuine.context(),
                        genuine.content(),
                        it.signatures(genuine.context(), genuine.content()));
        byte[] foreign = it.good(another);
        byte[] plain = it.status(new byte[32], new CertificateStatus.Good(), now);
        for (byte[] status : List.of(foreign, plain)) {
            refused(() -> it.stamped(it.files(genuine.encoded(), status), now).verify(it.ca.root));
        }
    }

    @Test
    void item5_timesMustFollowOneAnother_andALateStampIsMarked() {
        SessionEvidence genuine = it.evidence();
        Map<String, byte[]> files = it.files(genuine.encoded(), it.good(genuine));
        refused(() -> it.stamped(files, now.minusSeconds(1)).verify(it.ca.root));
        assertThat(it.stamped(files, now.plusSeconds(3600)).verify(it.ca.root).late()).isTrue();
        SignedContext old = it.context(it.content, now.minusSeconds(601));
        SignedContext early = it.context(it.content, now.plusSeconds(61));
        for (SignedContext context : List.of(old, early)) {
            SessionEvidence other =
                    it.evidence(context, it.content, it.signatures(context, it.content));
            refused(() ->
                    it.stamped(it.files(other.encoded(), it.good(other)), now.plusSeconds(1))
                            .verify(it.ca.root));
        }
    }

    @Test
    void item5_packageInATree_verifiesByItsPath_andByNoOther() {
        SessionEvidence genuine = it.evidence();
        Map<String, byte[]> files = it.files(genuine.encoded(), it.good(genuine));
        byte[] left = MerkleTree.leafHash(new byte[] {1});
        byte[] root = Sm3.digest(new byte[] {1}, left, EvidencePackage.leaf(files));
        byte[] token = it.stamp(root, now.plusSeconds(1));
        String node = HexFormat.of().formatHex(left);
        EvidencePackage packed =
                EvidencePackage.of(files, new MerklePath(1, 2, List.of(node)), token);
        assertThat(packed.verify(it.ca.root).signedAt()).isEqualTo(now);
        for (MerklePath other :
                List.of(
                        MerklePath.alone(),
                        new MerklePath(0, 2, List.of(node)),
                        new MerklePath(1, 2, List.of()),
                        new MerklePath(1, 3, List.of(node)))) {
            refused(() -> EvidencePackage.of(files, other, token).verify(it.ca.root));
        }
        refused(() -> MerklePath.parse("bzt/merkle-path/v1\nindex\t0\nsize\t1".getBytes()));
    }

    @Test
    void item13_issuingAuthorityInTheRootsList_orAListThatIsNotTheRoots_isRefused() {
        SessionEvidence genuine = it.evidence();
        Map<String, byte[]> files = it.files(genuine.encoded(), it.good(genuine));
        files.put(
                EvidencePackage.ROOT_LIST,
                it.rootList(
                        List.of(new Revocation(it.ca.issuing.serial(), now.minusSeconds(60), 2))));
        refused(() -> it.stamped(files, now.plusSeconds(1)).verify(it.ca.root));
        files.put(EvidencePackage.ROOT_LIST, new EvidenceFixture().rootList(List.of()));
        refused(() -> it.stamped(files, now.plusSeconds(1)).verify(it.ca.root));
        // Revoked afterwards: what was signed before stays good.
        files.put(
                EvidencePackage.ROOT_LIST,
                it.rootList(
                        List.of(new Revocation(it.ca.issuing.serial(), now.plusSeconds(60), 2))));
        assertThat(it.stamped(files, now.plusSeconds(1)).verify(it.ca.root)).isNotNull();
    }

    @Test
    void item20_packageOpensWithAStandardOcspVerification(@TempDir Path folder) throws Exception {
        SessionEvidence genuine = it.evidence();
        byte[] status = it.good(genuine);
        Files.write(folder.resolve("ocsp.der"), status);
        Files.writeString(folder.resolve("issuing.pem"), it.ca.issuing.pem());
        Files.writeString(folder.resolve("signing.pem"), it.signing.pem());
        Files.writeString(folder.resolve("encryption.pem"), it.encryption.pem());
        for (String about : List.of("signing.pem", "encryption.pem")) {
            assertThat(
                            OpenSsl.run(
                                    folder,
                                    ("ocsp -respin ocsp.der -no_nonce -noverify -issuer issuing.pem"
                                                    + " -cert "
                                                    + about)
                                            .split(" ")))
                    .contains(about + ": good");
        }
        // The signature, which `openssl ocsp` cannot check: it has no option for SM2's user id.
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(status).getResponseObject();
        Files.write(folder.resolve("tbs"), basic.getTBSResponseData());
        Files.write(folder.resolve("signature"), basic.getSignature());
        Files.writeString(folder.resolve("responder.pem"), it.ca.ocsp.pem());
        String key = OpenSsl.run(folder, "x509", "-in", "responder.pem", "-noout", "-pubkey");
        Files.writeString(folder.resolve("responder.key"), key);
        assertThat(
                        OpenSsl.run(
                                folder,
                                ("pkeyutl -verify -rawin -digest sm3 -pubin -inkey responder.key"
                                                + " -sigfile signature -in tbs -pkeyopt"
                                                + " distid:1234567812345678")
                                        .split(" ")))
                .contains("Signature Verified Successfully");
    }

    private static EvidencePackage again(EvidencePackage it) throws Exception {
        return EvidencePackage.read(new ByteArrayInputStream(it.zip()));
    }

    private static byte[] with(SessionEvidence it, String line) {
        List<String> lines =
                new ArrayList<>(new String(it.encoded(), StandardCharsets.UTF_8).lines().toList());
        String name = line.substring(0, line.indexOf('\t') + 1);
        int last = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith(name) ? i + 1 : last;
        }
        lines.add(last, line);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] without(SessionEvidence it, String start) {
        List<String> lines =
                new String(it.encoded(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith(start))
                        .toList();
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(SessionEvidence it, String from, String to) {
        String text = new String(it.encoded(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
