package cn.biaozhengtong.kit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/// P17: the field key is rotated; what was sealed before opens, and is sealed anew.
@SpringBootTest(classes = KitApplication.class, properties = "spring.config.name=kit-test")
@RealServers
class RotationTest {
    private static final byte[] FIRST = new byte[48];
    private static final byte[] SECOND = new byte[16];

    static {
        for (int i = 0; i < FIRST.length; i++) {
            FIRST[i] = (byte) i;
        }
        SECOND[0] = 7;
    }

    @Autowired private JdbcClient database;

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static FieldCipher old(Path folder) throws IOException {
        return new FieldCipher(Files.writeString(folder.resolve("old"), base64(FIRST)));
    }

    private static FieldCipher rotated(Path folder) throws IOException {
        return new FieldCipher(
                Files.writeString(
                        folder.resolve("rotated"),
                        "index "
                                + base64(java.util.Arrays.copyOfRange(FIRST, 16, 48))
                                + "\n1 "
                                + base64(java.util.Arrays.copyOf(FIRST, 16))
                                + "\n2 "
                                + base64(SECOND)
                                + "\n"));
    }

    @Test
    void P17_rotated_oldValuesOpen_newOnesHaveTheNewVersion_indexesStay(@TempDir Path folder)
            throws Exception {
        FieldCipher before = old(folder);
        FieldCipher after = rotated(folder);
        String sealed = before.seal("13900000001", "a:1");
        assertThat(sealed).startsWith("1.");
        assertThat(after.open(sealed, "a:1")).isEqualTo("13900000001");
        assertThat(after.seal("x", "a:1")).startsWith("2.");
        assertThat(after.blindIndex("phone", "13900000001"))
                .isEqualTo(before.blindIndex("phone", "13900000001"));
        String fresh = after.seal("x", "a:1");
        assertThatThrownBy(() -> before.open(fresh, "a:1"))
                .isInstanceOf(IllegalStateException.class);
        for (String bad : new String[] {"x", ".x", "a.x", "99." + sealed.substring(2)}) {
            assertThatThrownBy(() -> after.open(bad, "a:1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void P17_resealed_everyRowIsUnderTheNewestKey_andOpensAtItsPlace(@TempDir Path folder)
            throws Exception {
        FieldCipher before = old(folder);
        FieldCipher after = rotated(folder);
        for (int i = 0; i < 500; i++) {
            database.sql(
                            """
                            INSERT INTO idempotency_key (scope, idem_key, request_hash, answer, created_at)
                            VALUES ('rotation', ?, '', ?, NOW(6))\
                            """)
                    .params("key" + i, before.seal("value " + i, "rotation:key" + i))
                    .update();
        }
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty(
                                "bzt.sealed-fields[idempotency_key.answer]", "{scope}:{idem_key}");
        ResealFields reseal =
                new ResealFields(
                        database,
                        after,
                        new StaticListableBeanFactory().getBeanProvider(SealedFields.class),
                        environment);
        assertThat(reseal.declared()).containsExactly("idempotency_key.answer");
        int turns = 0;
        while (reseal.reseal() > 0) {
            turns++;
        }
        assertThat(turns).isEqualTo(3);
        assertThat(
                        database.sql("SELECT COUNT(*) FROM idempotency_key WHERE answer LIKE '2.%'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(500);
        String one =
                database.sql("SELECT answer FROM idempotency_key WHERE idem_key = 'key77'")
                        .query(String.class)
                        .single();
        assertThat(after.open(one, "rotation:key77")).isEqualTo("value 77");
    }
}
