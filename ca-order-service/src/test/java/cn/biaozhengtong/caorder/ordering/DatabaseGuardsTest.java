package cn.biaozhengtong.caorder.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOrders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What whoever has the service's own database user cannot do.
class DatabaseGuardsTest extends OrdersTestBase {
    @Autowired private JdbcClient database;
    @Autowired private TestOrders.Maker maker;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "escrowed_key",
                "signing_key",
                "decision",
                "recovery_decision",
                "platform_certificate",
                "operator_key",
                "certificate_pair",
                "certificate",
                "issued_certificate",
                "order_transition",
                "orders",
                "payment",
                "refund",
                "ledger_posting",
                "recovery",
                "invoice"
            })
    void item10_whatCarriesARight_isNotDeleted(String table) throws IOException {
        // The service's own user does not see triggers; what they do is tried below and elsewhere.
        assertThat(migrations())
                .containsPattern("BEFORE DELETE ON " + table + " FOR EACH ROW\\s+SIGNAL SQLSTATE");
    }

    private static String migrations() throws IOException {
        StringBuilder out = new StringBuilder();
        for (Resource it :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:db/migration/V*.sql")) {
            out.append(it.getContentAsString(StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    @Test
    void item10_order_isNotDeleted_norItsHistory() {
        String id = maker.draft().id().toString();
        assertThatThrownBy(() -> database.sql("DELETE FROM orders WHERE id = ?").param(id).update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() ->
                        database.sql("DELETE FROM order_transition WHERE order_id = ?")
                                .param(id)
                                .update())
                .hasMessageContaining("an order keeps its history");
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void item10_order_movesInTheDatabase_justAsItsTableSays(OrderState from) {
        UUID draft = maker.draft().id();
        for (OrderState next : OrderState.values()) {
            String id = inState(draft, from);
            if (next == from || from.mayBecome(next)) {
                move(id, next);
            } else {
                assertThatThrownBy(() -> move(id, next))
                        .as("%s to %s", from, next)
                        .hasMessageContaining("an order does not move so");
            }
        }
    }

    private String inState(UUID like, OrderState state) {
        String id = UUID.randomUUID().toString();
        database.sql(
                        """
                        INSERT INTO orders (id, kind, account_id, payer_id, product_code, price_cents, state,
                            state_since, created_at, version)
                        SELECT ?, kind, account_id, payer_id, product_code, price_cents, ?, state_since, created_at, 0
                        FROM orders WHERE id = ?\
                        """)
                .params(id, state.name(), like.toString())
                .update();
        return id;
    }

    private void move(String id, OrderState next) {
        database.sql("UPDATE orders SET state = ? WHERE id = ?").params(next.name(), id).update();
    }
}
