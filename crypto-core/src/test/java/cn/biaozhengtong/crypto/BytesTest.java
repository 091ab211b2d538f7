package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class BytesTest {
    private static final JsonMapper JSON = new JsonMapper();

    record Before(byte[] one, List<byte[]> more) {}

    record Now(Bytes one, List<Bytes> more) {}

    private static byte[] bytes(int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = (byte) (i * 37 - 5);
        }
        return out;
    }

    private static Bytes value(int length) {
        return Bytes.of(bytes(length));
    }

    @Test
    void sameContent_isTheSameValue() {
        assertThat(value(32)).isEqualTo(value(32)).hasSameHashCodeAs(value(32));
        assertThat(value(32)).isNotEqualTo(value(31));
        assertThat(new Now(value(3), List.of(value(4))))
                .isEqualTo(new Now(value(3), List.of(value(4))));
    }

    @Test
    void nobody_changesIt() {
        byte[] given = bytes(32);
        Bytes it = Bytes.of(given);
        Arrays.fill(given, (byte) 0);
        Arrays.fill(it.toBytes(), (byte) 0);
        assertThat(it.toBytes()).isEqualTo(bytes(32));
    }

    @Test
    void text_showsNoContent() {
        assertThat(value(300)).hasToString("Bytes[300]");
    }

    @Test
    void json_isThatOfAnArray() {
        for (int length = 0; length < 200; length++) {
            Before before = new Before(bytes(length), List.of(bytes(1), bytes(length)));
            Now now = new Now(value(length), List.of(value(1), value(length)));
            String text = JSON.writeValueAsString(now);
            assertThat(text).isEqualTo(JSON.writeValueAsString(before));
            assertThat(JSON.readValue(text, Now.class)).isEqualTo(now);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"AQI=\"",
                "\"AQI\"",
                "\"A\"",
                "\"A Q I =\"",
                "\"-_-_\"",
                "\"+/+/\"",
                "\"*\"",
                "null",
                "0",
                "1.5",
                "true",
                "{}",
                "[]",
                "[1,2]",
                "[\"AQI=\"]",
                "[null]",
                "[300]",
                "\"=\"",
                "\"AQI=AQI=\""
            })
    void json_isReadAsAnArrayIs(String value) {
        String text = "{\"one\":" + value + ",\"more\":[" + value + "]}";
        Before before;
        try {
            before = JSON.readValue(text, Before.class);
        } catch (JacksonException e) {
            assertThatThrownBy(() -> JSON.readValue(text, Now.class))
                    .isInstanceOf(JacksonException.class);
            return;
        }
        Now now = JSON.readValue(text, Now.class);
        if (before.one() == null) {
            assertThat(now.one()).isNull();
            assertThat(now.more()).containsOnlyNulls();
            return;
        }
        assertThat(now.one().toBytes()).isEqualTo(before.one());
        assertThat(now.more().get(0).toBytes()).isEqualTo(before.more().get(0));
    }
}
