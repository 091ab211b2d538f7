package cn.biaozhengtong.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Vectors;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Item 20: envelopes read by [StrangersReader], which was written from deploy/docs/bid-envelope.md
/// alone, and the values that the document points to.
class EnvelopeVectorsTest {
    private static final String FILE = "bid-envelope.json";
    private static final HexFormat HEX = HexFormat.of();
    private static final Tender TENDER = new Tender("AG-2026-0117", "标段一", "ANSTEEL");

    @TempDir private Path folder;

    private static Sm2KeyPair key(String d) {
        return RawSm2Key.of(Scalar.of(new BigInteger(d, 16)));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1048576,1", "1048577,2", "3000000,2"})
    void item20_ours_isReadByOneWhoHasTheDocumentAlone(int size, int layers) throws IOException {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 7);
        Path plain = Files.write(folder.resolve("plain"), content);
        Path envelope = folder.resolve("envelope");
        Map<String, BigInteger> keys = new LinkedHashMap<>();
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            Sm2KeyPair made = Sm2KeyPair.generate();
            SerialNumber serial = SerialNumber.random();
            keys.put(serial.hex(), RawSm2Key.secretOf(made).value());
            recipients.add(new Recipient(serial, made.publicKey(), Layer.values()[i]));
        }
        EnvelopeWriter.Sealed sealed =
                EnvelopeWriter.seal(plain, envelope, TENDER, recipients, Progress.none());
        StrangersReader reader = new StrangersReader(Files.readAllBytes(envelope));
        assertThat(reader.open(keys)).isEqualTo(content);
        Manifest manifest = Manifest.of(sealed, envelope, plain);
        assertThat(reader.manifest(content)).isEqualTo(manifest.preimage().toBytes());
    }

    /// `-Dvectors.write=true` makes them anew.
    @Test
    void item20_theVectors_areReadByBoth() throws IOException {
        Path file = Path.of("src/test/resources/vectors", FILE);
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(
                    file,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(made())
                            + "\n");
        }
        JsonNode all =
                Boolean.getBoolean("vectors.write")
                        ? new ObjectMapper().readTree(Files.readString(file))
                        : Vectors.load(FILE);
        assertThat(all.size()).isEqualTo(2);
        for (JsonNode it : all) {
            Map<String, BigInteger> keys = new LinkedHashMap<>();
            for (JsonNode each : it.path("recipients")) {
                keys.put(
                        each.path("serial").asString(),
                        new BigInteger(each.path("d").asString(), 16));
            }
            byte[] envelope = Vectors.hex(it.path("envelope"));
            byte[] plain = Vectors.hex(it.path("file"));
            StrangersReader reader = new StrangersReader(envelope);
            assertThat(reader.open(keys)).isEqualTo(plain);
            assertThat(HEX.formatHex(reader.key())).isEqualTo(it.path("key").asString());
            assertThat(HEX.formatHex(reader.commitment()))
                    .isEqualTo(it.path("commitment").asString());
            assertThat(HEX.formatHex(reader.salt())).isEqualTo(it.path("salt").asString());
            assertThat(HEX.formatHex(reader.manifest(plain)))
                    .isEqualTo(it.path("manifest").asString());
            assertThat(ours(envelope, keys)).isEqualTo(plain);
        }
    }

    private byte[] ours(byte[] envelope, Map<String, BigInteger> keys) throws IOException {
        Path file = Files.write(folder.resolve("vector"), envelope);
        Path out = folder.resolve("out");
        Files.deleteIfExists(out);
        try (EnvelopeReader reader = EnvelopeReader.of(file)) {
            EnvelopeHeader header = reader.header();
            List<LayerSecret> secrets = new ArrayList<>();
            for (WrappedKey it : header.wrappedKeys()) {
                Sm2KeyPair key = RawSm2Key.of(Scalar.of(keys.get(it.serial().hex())));
                secrets.add(LayerSecret.of(header.tender(), it, key.decrypt(it.ciphertext())));
            }
            reader.open(header.contentKey(secrets), out, Progress.none());
        }
        return Files.readAllBytes(out);
    }

    private List<Map<String, Object>> made() throws IOException {
        List<Map<String, Object>> out = new ArrayList<>();
        for (int layers = 1; layers <= 2; layers++) {
            List<Map<String, String>> rows = new ArrayList<>();
            List<Recipient> recipients = new ArrayList<>();
            Map<String, BigInteger> keys = new LinkedHashMap<>();
            for (int i = 0; i < layers; i++) {
                String d = ("" + (i + 3)).repeat(64);
                // One with leading zeros in DER, which its text has not.
                SerialNumber serial = SerialNumber.of(new BigInteger("ab".repeat(15) + i, 16));
                rows.add(Map.of("serial", serial.hex(), "d", d));
                keys.put(serial.hex(), new BigInteger(d, 16));
                recipients.add(new Recipient(serial, key(d).publicKey(), Layer.values()[i]));
            }
            byte[] content = "投标报价：1,234,567.89 元".getBytes(StandardCharsets.UTF_8);
            Path plain = Files.write(folder.resolve("plain"), content);
            Path envelope = folder.resolve("envelope" + layers);
            EnvelopeWriter.seal(plain, envelope, TENDER, recipients, Progress.none());
            StrangersReader reader = new StrangersReader(Files.readAllBytes(envelope));
            reader.open(keys);
            Map<String, Object> it = new LinkedHashMap<>();
            it.put("recipients", rows);
            it.put("file", HEX.formatHex(content));
            it.put("key", HEX.formatHex(reader.key()));
            it.put("commitment", HEX.formatHex(reader.commitment()));
            it.put("salt", HEX.formatHex(reader.salt()));
            it.put("manifest", HEX.formatHex(reader.manifest(content)));
            it.put("envelope", HEX.formatHex(Files.readAllBytes(envelope)));
            out.add(it);
        }
        return out;
    }
}
