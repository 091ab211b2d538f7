package cn.biaozhengtong.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.card.KeepCards;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.feedback.Feedback;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.ObjectMatrix;
import cn.biaozhengtong.kit.test.ObjectMatrix.Owned;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// P12: devices, cards, messages, feedback and verifications of others look absent.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import(PlainIssuer.class)
class ObjectAccessTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired private Accounts accounts;
    @Autowired private Devices devices;
    @Autowired private KeepCards cards;
    @Autowired private Feedback feedback;
    @Autowired private Messages messages;
    @Autowired private VerifyIdentity verify;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private AccountId account(String phone, String number) {
        AccountId id = accounts.forPhone(new PhoneNumber(phone));
        accounts.verified(id, "王五", new IdNumber(number));
        return id;
    }

    private static Owned owned(String path, Object id, Object absent) {
        return new Owned("/api/identity/v1/" + path, id.toString(), absent.toString());
    }

    @Test
    void P12_whatIsAnothers_looksAbsent_inEveryOperation() throws Exception {
        AccountId owner = account("13933330001", "110105198001010016");
        AccountId stranger = account("13933330002", "11010519491231002X");
        DeviceKey key = TestDevices.key();
        UUID device = key.id();
        devices.seen(owner, key, "手机");
        UUID card =
                cards.add(
                        owner,
                        BankCard.parse("6222021001116245702"),
                        new PhoneNumber("13933330001"));
        UUID talk = feedback.open(owner, Feedback.Kind.feedback, "x", List.of());
        VerificationId verification =
                verify.begin(
                                owner,
                                VerificationPurpose.identity,
                                new Claim(
                                        VerificationMethod.alipay,
                                        "王五",
                                        new IdNumber("110105198001010016"),
                                        Optional.empty(),
                                        Optional.empty()))
                        .id();
        transactions.executeWithoutResult(
                s -> messages.add(owner, MessageBox.certificates, "x", "x", "/"));
        UUID none = UUID.randomUUID();
        long message = messages.after(owner, 0).getFirst().id();
        UUID regain = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO regain (id, ticket_hash, person_index, new_phone_sealed, device_id, device_name,
                            account_id, state, created_at, expires_at, version)
                        VALUES (?, '', '', '', ?, 'x', ?, 'waiting', NOW(6), NOW(6) + INTERVAL 1 DAY, 0)\
                        """)
                .params(regain.toString(), none.toString(), owner.toString())
                .update();
        ObjectMatrix matrix =
                new ObjectMatrix(URI.create("http://127.0.0.1:" + port), Map.of())
                        // Articles are everybody's.
                        .open("GET /api/identity/v1/help/articles/{slug}")
                        // Whoever has the ticket: RegainTest does.
                        .open("POST /api/identity/v1/login/regains/{id}/progress")
                        .open("POST /api/identity/v1/login/regains/{id}/completion")
                        // A picture is numbered, which ids cannot be tried on: FeedbackTest does.
                        .open("GET /api/identity/v1/feedback/{id}/pictures/{position}");
        assertThat(
                        matrix.failures(
                                "/api/",
                                List.of(
                                        owned("devices/{id}", device, none),
                                        owned("bank-cards/{id}", card, none),
                                        owned("feedback/{id}", talk, none),
                                        owned("verifications/{id}", verification, none),
                                        owned("me/regains/{id}", regain, none),
                                        owned("messages/{id}", message, message + 1000)),
                                TestTokens.verifiedPhone(owner.value(), device),
                                TestTokens.verifiedPhone(stranger.value(), none)))
                .isEmpty();
        assertThat(matrix.rows()).isEqualTo(10);
    }
}
