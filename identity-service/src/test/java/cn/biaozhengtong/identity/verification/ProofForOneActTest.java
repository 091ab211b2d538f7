package cn.biaozhengtong.identity.verification;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who stole an account must not pass for its owner (R5, R35): neither as the person that he is
/// himself, nor by what the owner proves for a purpose of his own.
@SpringBootTest
@RealServers
@Import({ProofForOneActTest.Outside.class, PlainIssuer.class})
class ProofForOneActTest {
    private static final String OWNER = "11010519491231002X";
    private static final String THIEF = "110105198001010016";

    @TestConfiguration
    static class Outside {
        /// Everybody is who he says.
        @Bean
        @Order(0)
        IdentityProvider credulous() {
            return new IdentityProvider() {
                @Override
                public boolean serves(VerificationMethod method) {
                    return true;
                }

                @Override
                public Assurance proves(VerificationMethod method) {
                    return switch (method) {
                        case alipay -> Assurance.presence;
                        case bank_card -> Assurance.possession;
                        case cpcn -> Assurance.elements;
                    };
                }

                @Override
                public Optional<URI> submit(
                        String reference, Claim claim, VerificationPurpose purpose) {
                    return Optional.empty();
                }

                @Override
                public void forget(String reference) {}

                @Override
                public Answer query(String reference) {
                    return Answer.match;
                }
            };
        }
    }

    @Autowired private Accounts accounts;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome outcome;

    @Autowired private SpendProof proofs;
    @Autowired private Messages messages;
    @Autowired private JdbcClient database;

    private final DeviceId thiefs = DeviceId.random();
    private final DeviceId owners = DeviceId.random();

    private static Claim claim(VerificationMethod method, String name, String number) {
        return new Claim(
                method,
                name,
                IdNumber.parse(number),
                Optional.of(BankCard.parse("6222020200112233446")),
                Optional.of(PhoneNumber.parse("13900000001")));
    }

    private AskOutcome.Outcome proves(AccountId account, String name, String number) {
        Claim claim = claim(VerificationMethod.alipay, name, number);
        return outcome.ask(
                account, verify.begin(account, VerificationPurpose.identity, claim).id());
    }

    private AskOutcome.Outcome proves(AccountId account, Act act, VerificationMethod method) {
        return outcome.ask(
                new Person(account, act.device()),
                verify.begin(account, act, claim(method, "王五", OWNER)).id());
    }

    /// Of a person of his own each time: one person has one account.
    private AccountId owned(String phone) {
        database.sql(
                        "UPDATE account SET person_index = NULL, id_number_sealed = NULL, verified_at = NULL")
                .update();
        database.sql("UPDATE verification SET card_index = NULL").update();
        AccountId account = accounts.forPhone(PhoneNumber.parse(phone));
        assertThat(proves(account, "王五", OWNER).state()).isEqualTo(VerificationState.verified);
        return account;
    }

    private static Act recovery(String id, DeviceId device, String login) {
        return new Act(VerificationPurpose.recovery, id, device, login);
    }

    private Optional<Assurance> spends(AccountId account, Act act) {
        return proofs.spend(account, act, Instant.EPOCH);
    }

    @Test
    void R5_aVerifiedAccount_isVerifiedAnewByTheSamePersonOnly() {
        AccountId account = owned("13900000001");
        Act act = recovery("r1", owners, "l1");
        VerificationId stolen =
                verify.begin(account, act, claim(VerificationMethod.alipay, "赵六", THIEF)).id();
        AskOutcome.Outcome it = outcome.ask(new Person(account, owners), stolen);
        assertThat(it.state()).isEqualTo(VerificationState.failed);
        assertThat(it.reason()).contains("不一致");
        assertThat(spends(account, act)).isEmpty();
        assertThat(accounts.profile(account).name()).isEqualTo("王五");
        AccountId nobody = accounts.forPhone(PhoneNumber.parse("13900000009"));
        refused(
                VerificationProblem.identity_first,
                () -> proves(nobody, act, VerificationMethod.alipay));
    }

    /// The thief is logged in on a device of his own and waits for the owner to prove himself.
    @Test
    void aProof_isGoodForNothingButItsAct_ofItsDevice_inItsLogin() {
        AccountId account = owned("13900000002");
        Act his = recovery("owners", owners, "owners-login");
        Act thief = recovery("thiefs", thiefs, "thiefs-login");
        assertThat(proves(account, his, VerificationMethod.alipay).state())
                .isEqualTo(VerificationState.verified);
        // For himself, for another act, from another device, from another login, by another
        // account.
        assertThat(spends(account, thief)).isEmpty();
        assertThat(spends(account, recovery("owners", thiefs, "thiefs-login"))).isEmpty();
        assertThat(spends(account, recovery("owners", owners, "thiefs-login"))).isEmpty();
        assertThat(spends(account, recovery("other", owners, "owners-login"))).isEmpty();
        assertThat(
                        spends(
                                account,
                                new Act(
                                        VerificationPurpose.release,
                                        "owners",
                                        owners,
                                        "owners-login")))
                .isEmpty();
        assertThat(spends(AccountId.random(), his)).isEmpty();
        assertThat(proofs.spend(account, his, Instant.now())).isEmpty();
        assertThat(spends(account, his)).contains(Assurance.presence);
        // Once.
        assertThat(spends(account, his)).isEmpty();
    }

    @Test
    void aProof_isSpentByOneOfTwenty() throws Exception {
        AccountId account = owned("13900000003");
        Act his = recovery("r3", owners, "l3");
        proves(account, his, VerificationMethod.bank_card);
        List<Callable<Optional<Assurance>>> all =
                Collections.nCopies(20, () -> spends(account, his));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int spent = 0;
            for (Future<Optional<Assurance>> each : threads.invokeAll(all)) {
                spent += each.get().isPresent() ? 1 : 0;
            }
            assertThat(spent).isOne();
        }
    }

    @Test
    void aProof_endsAfterAQuarterOfAnHour_begunOrProved() {
        AccountId account = owned("13900000004");
        Act act = recovery("r4", owners, "l4");
        proves(account, act, VerificationMethod.alipay);
        VerificationId open =
                verify.begin(account, act, claim(VerificationMethod.alipay, "王五", OWNER)).id();
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM verification WHERE account_id = ? AND expires_at = created_at + INTERVAL 15 MINUTE")
                                .param(account.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
        database.sql("UPDATE verification SET expires_at = expires_at - INTERVAL 16 MINUTE")
                .update();
        assertThat(spends(account, act)).isEmpty();
        assertThat(outcome.ask(new Person(account, owners), open).state())
                .isEqualTo(VerificationState.failed);
        assertThat(outcome.ask(new Person(account, owners), open).reason()).contains("超时");
    }

    @Test
    void aWeakerMethod_isRefusedBeforeAnybodyIsAsked() {
        AccountId account = owned("13900000005");
        for (VerificationPurpose it : VerificationPurpose.values()) {
            if (!it.isBound()) {
                continue;
            }
            Act act = new Act(it, "r5", owners, "l5");
            refused(
                    VerificationProblem.method_too_weak,
                    () -> proves(account, act, VerificationMethod.cpcn));
        }
        Act veto = new Act(VerificationPurpose.veto, "r5", owners, "l5");
        refused(
                VerificationProblem.method_too_weak,
                () -> proves(account, veto, VerificationMethod.bank_card));
        proves(account, recovery("r5", owners, "l5"), VerificationMethod.bank_card);
        assertThat(spends(account, recovery("r5", owners, "l5"))).contains(Assurance.possession);
    }

    @Test
    void aVerificationForAnAct_isToldWithItsPurpose_andLooksAbsentElsewhere() {
        AccountId account = owned("13900000006");
        VerificationId id =
                verify.begin(
                                account,
                                recovery("r6", thiefs, "l6"),
                                claim(VerificationMethod.alipay, "王五", OWNER))
                        .id();
        assertThat(messages.after(account, 0).getFirst().body()).contains("找回证书", "如非本人操作");
        refused(
                VerificationProblem.verification_unknown,
                () -> outcome.ask(new Person(account, owners), id));
        refused(VerificationProblem.verification_unknown, () -> outcome.ask(account, id));
    }

    @Test
    void aStrangerInTheAccount_usesUpHisOwnBudget_notTheOwners() {
        AccountId account = owned("13900000007");
        for (int i = 0; i < 5; i++) {
            database.sql("UPDATE verification SET card_index = NULL").update();
            proves(account, recovery("r7", thiefs, "l7"), VerificationMethod.alipay);
        }
        database.sql("UPDATE verification SET card_index = NULL").update();
        refused(
                VerificationProblem.too_many_attempts,
                () -> proves(account, recovery("r7", thiefs, "l7"), VerificationMethod.alipay));
        proves(account, recovery("r8", owners, "l8"), VerificationMethod.alipay);
        assertThat(spends(account, recovery("r8", owners, "l8"))).contains(Assurance.presence);
    }

    @Test
    void item17_aStrangerWhoKnowsTheCard_usesUpHisOwnBudget_notItsHolders() {
        AccountId account = owned("13900000008");
        AccountId stranger = accounts.forPhone(PhoneNumber.parse("13900000009"));
        for (int i = 0; i < 5; i++) {
            verify.begin(
                    stranger,
                    VerificationPurpose.identity,
                    claim(VerificationMethod.bank_card, "赵六", OWNER));
        }
        refused(
                VerificationProblem.too_many_attempts,
                () ->
                        verify.begin(
                                stranger,
                                VerificationPurpose.identity,
                                claim(VerificationMethod.bank_card, "赵六", OWNER)));
        proves(account, recovery("r9", owners, "l9"), VerificationMethod.bank_card);
        assertThat(spends(account, recovery("r9", owners, "l9"))).contains(Assurance.possession);
    }

    @Test
    void anAct_withoutALoginOrAName_isNone() {
        refused(VerificationProblem.login_unknown, () -> recovery("r", owners, ""));
        refused(VerificationProblem.act_missing, () -> recovery(" ", owners, "l"));
        refused(
                VerificationProblem.act_missing,
                () -> new Act(VerificationPurpose.identity, "r", owners, "l"));
    }
}
