package cn.biaozhengtong.identity.deletion;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.card.CardProblem;
import cn.biaozhengtong.identity.card.KeepCards;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// R6, R8 and P17 on the real database; the other services say what a test wants.
@SpringBootTest
@RealServers
@Import({PlainIssuer.class, DeletionTest.Others.class})
class DeletionTest {
    private static final String PHONE = "13911112222";
    private static final String PERSON = "110105198001010016";
    private static final String CARD = "6222021001116245702";
    private static final String NAME = "欧阳注销";

    @TestConfiguration
    static class Others {
        static final List<Holdings.Obstacle> STANDING = new ArrayList<>();
        static @Nullable Instant last;

        @Bean
        @Primary
        Holdings othersHoldings() {
            return new Holdings() {
                @Override
                public List<Obstacle> obstacles(AccountId account) {
                    return List.copyOf(STANDING);
                }

                @Override
                public @Nullable Instant lastExpiry(AccountId account) {
                    return last;
                }

                @Override
                public Map<String, Object> personalData(AccountId account) {
                    return Map.of("ca-order-service", Map.of("orders", List.of()));
                }
            };
        }
    }

    @Autowired private DeleteAccount delete;
    @Autowired private ExportData export;
    @Autowired private KeptEvidence evidence;
    @Autowired private KeepCards cards;
    @Autowired private Accounts accounts;
    @Autowired private Devices devices;
    @Autowired private Messages messages;
    @Autowired private SendCode send;
    @Autowired private AskOutcome outcome;
    @Autowired private FieldCipher cipher;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final DeviceKey key = TestDevices.key();
    private final DeviceId device = new DeviceId(key.id());

    @BeforeEach
    void nothingStands() {
        Others.STANDING.clear();
        Others.last = null;
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
    }

    private AccountId person(String phone, String number) {
        AccountId account = accounts.forPhone(new PhoneNumber(phone));
        accounts.verified(account, NAME, new IdNumber(number));
        devices.seen(account, key, "我的手机");
        return account;
    }

    private String code(String phone) {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
        send.send(
                new PhoneNumber(phone),
                CodePurpose.delete_account,
                new SmsBudget.Asker(null, new ClientAddress("192.0.2.2")));
        String text =
                database.sql(
                                "SELECT text FROM sandbox_sms WHERE phone = ? ORDER BY id DESC LIMIT 1")
                        .param(cipher.blindIndex("sandbox-sms", phone))
                        .query(String.class)
                        .single();
        return text.replaceAll(".*?([0-9]{6}).*", "$1");
    }

    private VerificationState settled(AccountId account) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            VerificationState state = cards.of(account).getFirst().state();
            if (state == VerificationState.verified || state == VerificationState.failed) {
                return state;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the bank did not answer");
    }

    /// Everything that the database of this service holds, as text.
    private String dump() {
        StringBuilder all = new StringBuilder();
        for (String table :
                database.sql(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
                        .query(String.class)
                        .list()) {
            database.sql("SELECT * FROM " + table)
                    .query()
                    .listOfRows()
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    @Test
    void R8_whatStands_isNamed_andNothingIsDeleted() {
        AccountId account = person("13911113333", "11010519491231002X");
        Others.STANDING.add(new Holdings.Obstacle(Holdings.Kind.certificate, "0a1b", "鞍山测试有限公司"));
        assertThatRefusalNames(account, "鞍山测试有限公司 (0a1b)");
        assertThat(accounts.profile(account).verified()).isTrue();
    }

    private void assertThatRefusalNames(AccountId account, String what) {
        assertThat(delete.obstacles(account)).hasSize(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> delete.delete(new Person(account, device), "000000"))
                .hasMessageContaining(what);
    }

    @Test
    void R6_P17_R8_aPersonIsSealed_exported_andForgotten() throws Exception {
        AccountId account = person(PHONE, PERSON);
        UUID card = cards.add(account, BankCard.parse(CARD), new PhoneNumber(PHONE));
        assertThat(settled(account)).isEqualTo(VerificationState.verified);
        assertThat(cards.of(account).getFirst().number()).isEqualTo("**** **** **** 5702");
        transactions.executeWithoutResult(
                s -> messages.add(account, MessageBox.certificates, "标题", "正文", "/orders/1"));

        String exported = new JsonMapper().writeValueAsString(export.of(account));
        assertThat(exported).contains(PHONE, PERSON, CARD, NAME, "我的手机", "正文", "ca-order-service");
        assertThat(dump()).doesNotContain(PHONE, PERSON, CARD, NAME);

        Others.last = Instant.parse("2027-06-01T00:00:00Z");
        int before =
                database.sql("SELECT COUNT(*) FROM sandbox_verification")
                        .query(Integer.class)
                        .single();
        String code = code(PHONE);
        delete.delete(new Person(account, device), code);
        assertThat(PlainIssuer.FORGOTTEN).contains(account);
        for (String table : List.of("device", "message", "bank_card", "verification")) {
            assertThat(rows(table, account)).as(table).isZero();
        }
        assertThat(
                        database.sql("SELECT COUNT(*) FROM sandbox_verification")
                                .query(Integer.class)
                                .single())
                .isEqualTo(before - 1);
        // Number and person may begin anew; the evidence stays five years past the expiry.
        assertThat(accounts.find(new PhoneNumber(PHONE))).isEmpty();
        AccountId again = person(PHONE, PERSON);
        assertThat(again).isNotEqualTo(account);
        assertThat(rows("kept_evidence", account)).isEqualTo(1);
        assertThat(
                        database.sql("SELECT keep_until FROM kept_evidence WHERE account_id = ?")
                                .param(account.toString())
                                .query((row, n) -> row.getTimestamp(1).toInstant())
                                .single())
                .isEqualTo(Instant.parse("2032-06-01T00:00:00Z"));
        evidence.letGo();
        assertThat(rows("kept_evidence", account)).isEqualTo(1);
        database.sql("UPDATE kept_evidence SET keep_until = keep_until - INTERVAL 20 YEAR")
                .update();
        evidence.letGo();
        assertThat(rows("kept_evidence", account)).isZero();
        refused(CardProblem.card_unknown, () -> cards.remove(again, card));
    }

    private int rows(String table, AccountId account) {
        return database.sql("SELECT COUNT(*) FROM " + table + " WHERE account_id = ?")
                .param(account.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void R6_cardsAreAddedOnce_andRemovedByTheirOwner() throws Exception {
        AccountId account = person("13911114444", "110105199001010010");
        AccountId other = accounts.forPhone(new PhoneNumber("13911115555"));
        BankCard card = BankCard.parse("6222 0210 0111 6245 702");
        UUID id = cards.add(account, card, new PhoneNumber("13911114444"));
        refused(
                CardProblem.card_there,
                () -> cards.add(account, card, new PhoneNumber("13911114444")));
        refused(CardProblem.card_unknown, () -> cards.remove(other, id));
        cards.remove(account, id);
        assertThat(cards.of(account)).isEmpty();
    }

    @Test
    void P17_oneFlippedBit_isRefused() {
        AccountId account = person("13911116666", "110105198501010012");
        String sealed =
                database.sql("SELECT id_number_sealed FROM account WHERE id = ?")
                        .param(account.toString())
                        .query(String.class)
                        .single();
        int at = sealed.length() / 2;
        char flipped = sealed.charAt(at) == 'A' ? 'B' : 'A';
        database.sql("UPDATE account SET id_number_sealed = ? WHERE id = ?")
                .params(
                        sealed.substring(0, at) + flipped + sealed.substring(at + 1),
                        account.toString())
                .update();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> accounts.own(account))
                .isInstanceOf(RuntimeException.class);
    }
}
