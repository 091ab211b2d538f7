package cn.biaozhengtong.caorder.ordering;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOrders;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever has the service's own database user moves an order as its states say, or not at all.
class OrdersInTheDatabaseTest extends OrdersTestBase {
    @Autowired private JdbcClient database;
    @Autowired private TestOrders.Maker maker;

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void item10_order_movesInTheDatabase_justAsItsTableSays(OrderState from) {
        OrderId draft = maker.draft().id();
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

    private String inState(OrderId like, OrderState state) {
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
