package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever has phones ring is stopped before it costs: counted are the texts that leave.
@SpringBootTest(
        properties = {
            "BZT_KEYCLOAK=http://127.0.0.1:1",
            "BZT_SMS_PER_ADDRESS=10",
            "BZT_SMS_PER_NETWORK=30",
            "BZT_SMS_PER_DAY=50"
        })
@RealServers
class SmsBudgetTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired private SendCode send;
    @Autowired private JdbcClient database;

    @BeforeEach
    void anotherDay() {
        database.sql("DELETE FROM guess").update();
    }

    private static PhoneNumber anotherNumber() {
        return new PhoneNumber("1380000%04d".formatted(NUMBERS.getAndIncrement()));
    }

    private int texts() {
        return database.sql("SELECT COUNT(*) FROM sandbox_sms").query(Integer.class).single();
    }

    /// @return texts that left, of a hundred that were asked for, each to another number
    private int left(IntFunction<SmsBudget.Asker> asker) {
        int before = texts();
        for (int i = 0; i < 100; i++) {
            try {
                send.send(anotherNumber(), CodePurpose.log_in, asker.apply(i));
            } catch (ProblemException refused) {
                // Counted by what left.
            }
        }
        return texts() - before;
    }

    private static SmsBudget.Asker from(String address) {
        return new SmsBudget.Asker(UUID.randomUUID(), new ClientAddress(address));
    }

    @Test
    void item20_oneDevice_textsFewNumbers_whateverItsAddresses() {
        UUID device = UUID.randomUUID();
        assertThat(left(i -> new SmsBudget.Asker(device, new ClientAddress("10.1." + i + ".1"))))
                .isEqualTo(5);
    }

    @Test
    void item20_oneAddress_withAFreshKeyForEachText() {
        assertThat(left(i -> from("203.0.113.7"))).isEqualTo(10);
        assertThat(left(i -> new SmsBudget.Asker(null, new ClientAddress("203.0.114.7"))))
                .isEqualTo(10);
    }

    @Test
    void item20_oneNetwork_withAnAddressForEachText() {
        assertThat(left(i -> from("198.51.100." + i))).isEqualTo(30);
    }

    @Test
    void item20_oneUserOfIpv6_withAnAddressForEachText() {
        assertThat(left(i -> from("2001:db8:7:7::" + Integer.toHexString(i + 1)))).isEqualTo(10);
        assertThat(left(i -> from("2001:db8:7:8::1"))).isEqualTo(10);
    }

    @Test
    void item20_everybodyTogether_andOfThatNothingIsUsedUpByWhoWasRefused() {
        assertThat(left(i -> from("203.0.115.7"))).isEqualTo(10);
        assertThat(left(i -> from("10.2." + i + ".1"))).isEqualTo(40);
        assertThatThrownBy(() -> send.send(anotherNumber(), CodePurpose.log_in, from("10.3.1.1")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(LoginProblem.sms_unavailable));
    }

    @Test
    void day_endsAtMidnightInChina() {
        assertThat(SmsBudget.midnight(Instant.parse("2026-03-01T15:59:59Z")))
                .isEqualTo("2026-03-01T16:00:00Z");
        assertThat(SmsBudget.midnight(Instant.parse("2026-03-01T16:00:00Z")))
                .isEqualTo("2026-03-02T16:00:00Z");
        assertThat(SmsBudget.day(Instant.parse("2026-03-01T16:00:00Z"))).isEqualTo("2026-03-02");
    }
}
