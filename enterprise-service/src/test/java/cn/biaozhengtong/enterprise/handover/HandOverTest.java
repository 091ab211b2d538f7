package cn.biaozhengtong.enterprise.handover;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Answer;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.MembershipProblem;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R16 on the real database; who signs is remembered here, the two-party signature itself is made
/// in the acceptance journey.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class, TestOffice.class})
class HandOverTest {
    private static final byte[] NONE = new byte[32];
    private static final Answer ANSWER = new Answer(NONE, NONE, NONE);

    @Autowired private Registered registered;
    @Autowired private OfferHandOver offer;
    @Autowired private ConsentHandOver consent;
    @Autowired private ListHandOvers list;
    @Autowired private Memberships memberships;
    @Autowired private EndMembership end;
    @Autowired private JdbcClient database;

    private final AccountId administrator = AccountId.random();
    private final DeviceId device = DeviceId.random();

    private Person person(AccountId account) {
        return new Person(account, device);
    }

    private Signer signer(AccountId account) {
        return new Signer(person(account), "0a");
    }

    private AccountDirectory.Asker proves(AccountId account, HandOverId id) {
        return TestDirectory.proves(person(account), id.value());
    }

    private HandOverId offered(EnterpriseId enterprise, AccountId successor) {
        TestOffice.HOLDERS.add(administrator);
        HandOverId id = offer.begin(signer(administrator), enterprise, successor);
        UUID round = offer.open(person(administrator), id, NONE).roundId();
        offer.sign(person(administrator), id, round, ANSWER);
        return id;
    }

    @Test
    void R16_theRole_changesHands_afterTheSuccessorVerifiedAnew() {
        EnterpriseId enterprise = registered.enterprise(201, "移交测试有限公司", administrator);
        AccountId successor = registered.agent(enterprise);
        HandOverId id = offered(enterprise, successor);
        assertThat(list.of(successor))
                .extracting(ListHandOvers.Row::state)
                .containsExactly("awaiting_successor");
        AccountDirectory.Asker him = new AccountDirectory.Asker(person(successor), "login");
        refused(HandOverProblem.verify_anew, () -> consent.consent(him, id, null));
        // For another offer, and on a device of somebody else's.
        TestDirectory.proves(person(successor), UUID.randomUUID());
        TestDirectory.proves(new Person(successor, DeviceId.random()), id.value());
        refused(HandOverProblem.verify_anew, () -> consent.consent(him, id, null));
        proves(successor, id);
        AccountDirectory.Asker elsewhere = new AccountDirectory.Asker(person(successor), "other");
        refused(HandOverProblem.verify_anew, () -> consent.consent(elsewhere, id, null));
        AccountDirectory.Asker stranger = proves(AccountId.random(), id);
        refused(HandOverProblem.hand_over_unknown, () -> consent.consent(stranger, id, null));
        consent.consent(him, id, null);
        assertThat(memberships.role(successor, enterprise)).contains(Role.administrator);
        assertThat(memberships.role(administrator, enterprise)).contains(Role.agent);
        proves(successor, id);
        refused(HandOverProblem.hand_over_ended, () -> consent.consent(him, id, null));
        refused(
                MembershipProblem.enterprise_unknown,
                () -> end.remove(administrator, enterprise, successor));
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'enterprise.membership.handed_over.v1' AND event_key = ?")
                                .param(enterprise.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void R16_aSuccessorWithACertificate_consentsWithItsPin() {
        EnterpriseId enterprise = registered.enterprise(202, "移交测试二有限公司", administrator);
        AccountId successor = registered.agent(enterprise);
        TestOffice.HOLDERS.add(successor);
        HandOverId id = offered(enterprise, successor);
        AccountDirectory.Asker him = proves(successor, id);
        refused(HandOverProblem.consent_unsigned, () -> consent.consent(him, id, null));
        UUID round = consent.open(signer(successor), id, NONE).roundId();
        consent.consent(him, id, new ConsentHandOver.Signature("0a", round, ANSWER));
        assertThat(memberships.role(successor, enterprise)).contains(Role.administrator);
    }

    @Test
    void R16_declinedWithdrawnExpired_andWhoLeftMeanwhile_changeNothing() {
        EnterpriseId enterprise = registered.enterprise(203, "移交测试三有限公司", administrator);
        AccountId successor = registered.agent(enterprise);
        HandOverId declined = offered(enterprise, successor);
        refused(HandOverProblem.hand_over_open, () -> offered(enterprise, successor));
        consent.decline(successor, declined);
        HandOverId withdrawn = offered(enterprise, successor);
        offer.withdraw(administrator, withdrawn);
        HandOverId expired = offered(enterprise, successor);
        database.sql("UPDATE hand_over SET expires_at = created_at WHERE id = ?")
                .param(expired.toString())
                .update();
        for (HandOverId over : List.of(declined, withdrawn, expired)) {
            AccountDirectory.Asker him = proves(successor, over);
            refused(HandOverProblem.hand_over_ended, () -> consent.consent(him, over, null));
        }
        HandOverId left = offered(enterprise, successor);
        end.leave(successor, enterprise);
        AccountDirectory.Asker gone = proves(successor, left);
        refused(HandOverProblem.hand_over_ended, () -> consent.consent(gone, left, null));
        assertThat(memberships.administrator(enterprise)).contains(administrator);
    }

    @Test
    void item17_offer_endsWithTheCertificateThatSignedIt_andWithTheMembershipOfEither() {
        EnterpriseId enterprise = registered.enterprise(205, "移交测试五有限公司", administrator);
        AccountId successor = registered.agent(enterprise);
        HandOverId lost = offered(enterprise, successor);
        TestOffice.HOLDERS.remove(administrator);
        AccountDirectory.Asker him = proves(successor, lost);
        refused(HandOverProblem.offer_void, () -> consent.consent(him, lost, null));
        offer.withdraw(administrator, lost);
        // Dismissed, and back as an agent: the old offer is over.
        HandOverId old = offered(enterprise, successor);
        end.remove(administrator, enterprise, successor);
        registered.agent(successor, enterprise);
        AccountDirectory.Asker back = proves(successor, old);
        refused(HandOverProblem.hand_over_ended, () -> consent.consent(back, old, null));
        assertThat(memberships.administrator(enterprise)).contains(administrator);
        // Another may be offered it.
        offered(enterprise, successor);
    }

    @Test
    void R16_onlyAnAgentSucceeds_andOnlyWithACertificateOfTheEnterprise() {
        EnterpriseId enterprise = registered.enterprise(204, "移交测试四有限公司", administrator);
        AccountId agent = registered.agent(enterprise);
        TestOffice.HOLDERS.add(administrator);
        refused(
                HandOverProblem.successor_no_agent,
                () -> offer.begin(signer(administrator), enterprise, AccountId.random()));
        refused(
                MembershipProblem.enterprise_unknown,
                () -> offer.begin(signer(agent), enterprise, agent));
        TestOffice.HOLDERS.remove(administrator);
        refused(
                HandOverProblem.certificate_foreign,
                () -> offer.begin(signer(administrator), enterprise, agent));
    }
}
