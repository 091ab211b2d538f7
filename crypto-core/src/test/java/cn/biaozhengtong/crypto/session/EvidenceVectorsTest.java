package cn.biaozhengtong.crypto.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.evidence.MerklePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The vectors beside deploy/docs/evidence.md are what this code makes; they were made by it once
/// (`-Dvectors.write=true`) and do not change with it.
class EvidenceVectorsTest {
    private static final Path FILE = Path.of("../deploy/docs/evidence-vectors.json");
    private static final String HASH = Sm3.hex("文件".getBytes(StandardCharsets.UTF_8));

    private static SessionContent sign() {
        return new SessionContent(
                "sign",
                "标书签章",
                "acc-1",
                "鞍山测试有限公司",
                "91210000558190456G",
                "封面",
                List.of(new SessionContent.Item("投标函", HASH)),
                null,
                List.of(),
                List.of());
    }

    private static SessionContent decrypt() {
        return new SessionContent(
                "decrypt",
                "开标解密",
                "",
                "",
                "",
                "",
                List.of(),
                new SessionContent.Tendering("T-1", "一标段", "项目", "2026-12-01T01:00:00Z", ""),
                List.of(),
                List.of(new SessionContent.WrappedEnvelope("投标文件", "1b", "MAA=")));
    }

    private static SignedContext context(SessionContent content) {
        return new SignedContext(
                content.kind(),
                "0b9c4d52-9d8e-4c5c-8a7e-3d6f2f1a9b03",
                "ANSTEEL",
                "鞍钢电子招投标平台",
                "a".repeat(64),
                "challenge",
                content.hash(),
                "",
                "1234",
                "qr",
                "91210000558190456G",
                "1a",
                "1b",
                "acc-1",
                "administrator",
                "2026-11-26T00:00:00Z");
    }

    private static Map<String, String> vectors() {
        Map<String, String> out = new LinkedHashMap<>();
        for (SessionContent content : List.of(sign(), decrypt())) {
            SignedContext context = context(content);
            List<Preimage> preimages = SessionSignatures.of(context, content);
            String kind = content.kind();
            out.put(kind + ".context", values(context));
            out.put(kind + ".content", values(content));
            out.put(kind + ".contentHash", content.hash());
            for (int i = 0; i < preimages.size(); i++) {
                out.put(kind + ".preimage." + i, hex(preimages.get(i).toBytes()));
            }
            byte[] signature = {0x30, 6, 2, 1, 1, 2, 1, 1};
            out.put(kind + ".everySignature", hex(signature));
            List<byte[]> signatures = preimages.stream().map(it -> signature).toList();
            out.put(
                    kind + ".statusNonce",
                    hex(
                            StatusStatement.binding(
                                    List.of(new SerialNumber("1a"), new SerialNumber("1b")),
                                    preimages,
                                    signatures)));
        }
        Map<String, byte[]> files = new TreeMap<>();
        files.put(EvidencePackage.TEXT, "text".getBytes(StandardCharsets.US_ASCII));
        files.put(EvidencePackage.STATUS, "status".getBytes(StandardCharsets.US_ASCII));
        files.put(EvidencePackage.CHAIN, "chain".getBytes(StandardCharsets.US_ASCII));
        files.put(EvidencePackage.ROOT_LIST, "list".getBytes(StandardCharsets.US_ASCII));
        byte[] leaf = EvidencePackage.leaf(files);
        out.put("files", "chain.pem: chain, ocsp.der: status, root.crl: list, session.txt: text");
        out.put("leaf", hex(leaf));
        out.put("root.alone", hex(MerklePath.alone().root(leaf)));
        MerklePath path = new MerklePath(1, 3, List.of("1".repeat(64), "2".repeat(64)));
        out.put("path", new String(path.encoded(), StandardCharsets.US_ASCII));
        out.put("root.path", hex(path.root(leaf)));
        return out;
    }

    /// Every field in its order, by a tabulator each.
    private static String values(Record it) {
        return Stream.of(it.getClass().getRecordComponents())
                .map(field -> {
                    try {
                        return String.valueOf(field.getAccessor().invoke(it));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining("\t"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String json() {
        StringBuilder out = new StringBuilder("{\n");
        vectors()
                .forEach((name, value) ->
                        out.append(
                                "  \"%s\": \"%s\",%n"
                                        .formatted(
                                                name,
                                                value.replace("\t", "\\t").replace("\n", "\\n"))));
        out.setLength(out.length() - 2);
        return out.append("\n}\n").toString();
    }

    @Test
    void item20_vectorsBesideTheDocument_areWhatIsMade() throws Exception {
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, json());
        }
        assertThat(FILE).hasContent(json());
    }
}
