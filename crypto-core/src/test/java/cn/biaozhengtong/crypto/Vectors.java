package cn.biaozhengtong.crypto;

import java.io.InputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The two vector files, as they lie in test resources.
public final class Vectors {
    private Vectors() {}

    public static JsonNode load(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asString());
    }

    public static Scalar scalar(JsonNode node) {
        return Scalar.of(new BigInteger(1, hex(node)));
    }

    public static Point point(JsonNode node) {
        return point(node.get("x").asString(), node.get("y").asString());
    }

    public static Point point(String x, String y) {
        return Point.parse(HexFormat.of().parseHex("04" + x + y));
    }
}
