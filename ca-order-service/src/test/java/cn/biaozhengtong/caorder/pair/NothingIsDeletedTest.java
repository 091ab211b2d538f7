package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What carries a right or shows who gave it is refused by the database when somebody with the
/// service's own user would delete it.
class NothingIsDeletedTest extends HeldPairTestBase {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "escrowed_key",
                "signing_key",
                "decision",
                "recovery",
                "recovery_decision",
                "platform_certificate",
                "operator_key",
                "certificate_pair",
                "certificate",
                "issued_certificate",
                "orders",
                "order_transition"
            })
    void item10_whatCarriesARight_isNotDeleted(String table) {
        UUID recovery = start.start(on(found), pair.signing().serial()).id();
        Timestamp now = Timestamp.from(Instant.now());
        database.sql(
                        "INSERT INTO recovery_decision (recovery_id, operator, goes_on, reason, decided_at) VALUES (?, 'li', TRUE, '', ?)")
                .params(recovery.toString(), now)
                .update();
        database.sql(
                        "INSERT INTO platform_certificate (serial, platform_code, issued_by, issued_at) VALUES (?, 'ANSTEEL', 'admin', ?)")
                .params(pair.encryption().serial().hex(), now)
                .update();
        int before = count(table);
        assertThat(before).isPositive();
        assertThatThrownBy(() -> database.sql("DELETE FROM " + table + " LIMIT 1").update())
                .hasMessageMatching("(?s).*(never deleted|keeps its history).*");
        assertThat(count(table)).isEqualTo(before);
    }

    private int count(String table) {
        return database.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
    }
}
