package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// P14 and R1, R5 on the real database.
@SpringBootTest(properties = "BZT_KEYCLOAK=http://127.0.0.1:1")
@RealServers
class SmsCodesTest {
    @Autowired private SmsCodes codes;
    @Autowired private SmsBudget budget;
    @Autowired private LoginTickets tickets;
    @Autowired private Accounts accounts;
    @Autowired private JdbcClient database;

    @Test
    void judge_fiftyGuessesAtOnce_atMostFiveAreJudged() throws Exception {
        PhoneNumber phone = new PhoneNumber("13900000001");
        codes.next(phone, CodePurpose.log_in);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> codes.judge(phone, CodePurpose.log_in, "not-it", null)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Integer attempts =
                database.sql("SELECT MAX(attempts) FROM login_code").query(Integer.class).single();
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void codeThatDidNotGoOut_isAskedForAgainAtOnce_andIsNoneOfTheDays() {
        PhoneNumber phone = new PhoneNumber("13900000019");
        SmsSender away =
                (to, text) -> {
                    throw new SmsSender.NotSent();
                };
        SmsBudget.Asker asker = new SmsBudget.Asker(null, new ClientAddress("203.0.113.19"));
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() ->
                            new SendCode(codes, away, budget)
                                    .send(phone, CodePurpose.log_in, asker))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            it -> assertThat(it.problem()).isEqualTo(LoginProblem.sms_unavailable));
        }
        List<Text> sent = new ArrayList<>();
        SendCode there = new SendCode(codes, (to, text) -> sent.add(text), budget);
        there.send(phone, CodePurpose.log_in, asker);
        assertThat(sent).hasSize(1);
        assertThatThrownBy(() -> there.send(phone, CodePurpose.log_in, asker))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem()).isEqualTo(LoginProblem.code_too_soon));
    }

    @Test
    void judge_rightCode_worksOnceEvenAtOnce() throws Exception {
        PhoneNumber phone = new PhoneNumber("13900000002");
        String code = codes.next(phone, CodePurpose.log_in);
        AtomicInteger right = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    Thread.startVirtualThread(() ->
                            right.addAndGet(
                                    codes.judge(phone, CodePurpose.log_in, code, null) ? 1 : 0)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(right).hasValue(1);
    }

    @Test
    void next_twiceInAMinute_isRefused() {
        PhoneNumber phone = new PhoneNumber("13900000003");
        codes.next(phone, CodePurpose.log_in);
        assertThatThrownBy(() -> codes.next(phone, CodePurpose.log_in))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void ticket_redeemedTwiceOrByAnother_isRefused() {
        AccountId account = AccountId.random();
        DeviceKey key = TestDevices.key();
        String ticket = tickets.issue(account, key);
        assertThat(tickets.redeem(AccountId.random(), ticket)).isEmpty();
        assertThat(tickets.redeem(account, ticket)).contains(key);
        assertThat(tickets.redeem(account, ticket)).isEmpty();
    }

    @Test
    void forPhone_manyFirstLoginsAtOnce_registerOneAccount() throws Exception {
        PhoneNumber phone = new PhoneNumber("13900000004");
        Set<AccountId> ids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.startVirtualThread(() -> ids.add(accounts.forPhone(phone))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void verified_secondAccountOfAPerson_isToldToUseTheFirst() {
        IdNumber person = new IdNumber("11010519491231002X");
        AccountId first = accounts.forPhone(new PhoneNumber("13900000005"));
        AccountId second = accounts.forPhone(new PhoneNumber("13900000006"));
        accounts.verified(first, "张三", person);
        assertThatThrownBy(() -> accounts.verified(second, "张三", person))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("person_has_account");
        assertThat(accounts.profile(first).name()).isEqualTo("张三");
        String stored =
                database.sql(
                                "SELECT GROUP_CONCAT(phone_sealed, IFNULL(id_number_sealed, '')) FROM account")
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain("13900000005").doesNotContain("11010519491231002X");
    }
}
