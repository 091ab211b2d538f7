package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.account.AccountAccess;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A day's texts end at midnight in China, to the second, wherever the server believes to be.
@SpringBootTest(properties = "BZT_KEYCLOAK=http://127.0.0.1:1")
@RealServers
class SmsDayTest {
    private static final Instant MIDNIGHT =
            ZonedDateTime.of(2027, 3, 2, 0, 0, 0, 0, ZoneId.of("Asia/Shanghai")).toInstant();
    private static final Instant LAST_SECOND = MIDNIGHT.minusSeconds(1);

    @Autowired private JdbcClient database;
    @Autowired private AccountAccess access;
    @Autowired private FieldCipher cipher;

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void backHome() {
        TimeZone.setDefault(before);
    }

    private SmsCodes codesAt(Instant now) {
        return new SmsCodes(database, access, cipher, Clock.fixed(now, ZoneOffset.UTC));
    }

    private boolean mayText(SmsProperties most, SmsBudget.Asker asker, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        SmsBudget budget = new SmsBudget(new Budgets(database, clock), most, cipher, clock);
        try {
            budget.take(asker, new PhoneNumber("13700000009"));
            return true;
        } catch (ProblemException spent) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/Los_Angeles"})
    void item10_tenTextsOfANumber_areTheDays_until235959(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        PhoneNumber phone =
                new PhoneNumber("1370000%04d".formatted(Math.abs(zone.hashCode()) % 10_000));
        Instant at = LAST_SECOND.minus(Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            codesAt(at.plus(Duration.ofMinutes(i))).next(phone, CodePurpose.log_in);
        }
        assertThatThrownBy(() -> codesAt(LAST_SECOND).next(phone, CodePurpose.log_in))
                .isInstanceOf(ProblemException.class);
        assertThat(codesAt(MIDNIGHT).next(phone, CodePurpose.log_in)).hasSize(6);
    }

    @Test
    void item10_textsOfAnAddress_areTheDays_until235959() {
        SmsProperties one = new SmsProperties(20, 5, 1, 1000, 20_000);
        SmsBudget.Asker asker = new SmsBudget.Asker(null, new ClientAddress("203.0.113.77"));
        assertThat(mayText(one, asker, MIDNIGHT.minus(Duration.ofHours(23)))).isTrue();
        assertThat(mayText(one, asker, LAST_SECOND)).isFalse();
        assertThat(mayText(one, asker, MIDNIGHT)).isTrue();
    }
}
