package cn.biaozhengtong.enterprise.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.ExampleEvents;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// identity-service's own examples, over the real broker.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class AccountEventsTest {
    @Autowired private Registered registered;
    @Autowired private Memberships memberships;
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JsonMapper json;

    private void tell(String what, AccountId account) {
        String type = "identity.account." + what + ".v1";
        ObjectNode event =
                (ObjectNode) json.readTree(ExampleEvents.payload("identity-service", type));
        event.put("accountId", account.toString());
        kafka.send(ExampleEvents.record(type, account.toString(), event.toString())).join();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void P13_frozenUnfrozenDeleted_areFollowed() throws Exception {
        AccountId administrator = AccountId.random();
        EnterpriseId enterprise = registered.enterprise(405, "跟随账号有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        tell("frozen", administrator);
        until(() -> memberships.role(administrator, enterprise).isEmpty());
        tell("unfrozen", administrator);
        until(() -> memberships.role(administrator, enterprise).isPresent());
        tell("deleted", agent);
        until(() -> memberships.of(agent).isEmpty());
    }
}
