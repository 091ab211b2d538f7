package cn.biaozhengtong.seal.invitation;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.crypto.seal.SignatureStrokes.At;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.Neighbours;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import cn.biaozhengtong.seal.picture.PictureProblem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R38 on the real database: the legal person belongs to nothing and signs by a link.
@SpringBootTest
@RealServers
@Import(Neighbours.class)
class InvitationsTest {
    @Autowired private Neighbours others;
    @Autowired private InviteLegalPerson invite;
    @Autowired private KeepInvitations keep;
    @Autowired private SignByInvitation sign;
    @Autowired private ListSeals list;
    @Autowired private Seals seals;
    @Autowired private UnitOfWork work;
    @Autowired private JdbcClient database;

    private final EnterpriseId enterprise = EnterpriseId.random();
    private final AccountId administrator = AccountId.random();
    private final AccountId agent = AccountId.random();
    private final AccountId legalPerson = AccountId.random();
    private SealId signature;

    @BeforeEach
    void anEnterprise() {
        others.roles.put(administrator.value(), Role.administrator);
        others.roles.put(agent.value(), Role.agent);
        others.legalPerson = legalPerson;
        signature = seal(SealKind.legal_person_signature);
    }

    @AfterEach
    void asItWas() {
        others.legalPerson = null;
    }

    private SealId seal(SealKind kind) {
        return work.get(() -> {
            Seal it =
                    Seal.draft(
                            new Seal.Owner(enterprise, "𠮷野（中国）有限公司"),
                            kind,
                            SealWords.of(kind, "𠮷野（中国）有限公司", "阿卜杜拉·汗", ""),
                            work.now());
            seals.add(it, "system");
            return it.sealId();
        });
    }

    private static InvitationToken token(InviteLegalPerson.Invited it) {
        assertThat(it.link()).startsWith("bzt://signature-invitations/");
        return new InvitationToken(it.link().substring(it.link().lastIndexOf('/') + 1));
    }

    private InvitationToken invited() {
        return token(invite.invite(administrator, signature));
    }

    private static SignatureStrokes strokes() {
        return new SignatureStrokes(List.of(List.of(new At(0, 0), new At(3, 5), new At(9, 4))));
    }

    private void signs(AccountId account, InvitationToken token) {
        sign.sign(
                account,
                token,
                "本人是“𠮷野（中国）有限公司”的法定代表人，同意以本人手写签名制作该企业的法人手写签名电子印章，由该企业依法使用。",
                strokes());
    }

    private InvitationState state() {
        return keep.of(administrator, signature).getFirst().state();
    }

    private void over(InvitationToken token) {
        refused(InvitationProblem.signature_invitation_over, () -> sign.open(legalPerson, token));
        refused(InvitationProblem.signature_invitation_over, () -> signs(legalPerson, token));
        assertThat(seals.get(signature).picture()).isEmpty();
    }

    @Test
    void R38_legalPersonWhoIsNoMember_readsSignsAndConsents_andTheSealShowsItNext() {
        InvitationToken token = invited();
        SignByInvitation.Asked asked = sign.open(legalPerson, token);
        assertThat(asked.enterpriseName()).isEqualTo("𠮷野（中国）有限公司");
        assertThat(asked.sealName()).isEqualTo("阿卜杜拉·汗法人手写签名");
        assertThat(asked.statement()).contains("𠮷野（中国）有限公司").contains("同意");
        signs(legalPerson, token);
        assertThat(list.picture(administrator, signature, true))
                .isEqualTo(strokes().draw().picture());
        assertThat(state()).isEqualTo(InvitationState.used);
        assertThat(
                        database.sql(
                                        """
                                        SELECT CONCAT_WS('|', way, account_id, statement, invitation_id) FROM given_picture
                                        WHERE seal_id = ?\
                                        """)
                                .param(signature.toString())
                                .query(String.class)
                                .single())
                .isEqualTo(
                        String.join(
                                "|",
                                "drawn",
                                legalPerson.toString(),
                                asked.statement(),
                                keep.of(administrator, signature).getFirst().id().toString()));
        assertThat(
                        database.sql(
                                        """
                                        SELECT payload FROM outbox WHERE event_type = 'seal.invitation.used.v1'
                                        AND payload LIKE ?\
                                        """)
                                .param("%" + signature + "%")
                                .query(String.class)
                                .list())
                .singleElement()
                .asString()
                .contains(administrator.toString())
                .doesNotContain(token.value());
    }

    @Test
    void R38_anotherThanTheLegalPerson_opensNothing_andItStaysOpenForHim() {
        InvitationToken token = invited();
        for (AccountId wrong : List.of(administrator, agent, AccountId.random())) {
            refused(SealProblem.not_the_legal_person, () -> sign.open(wrong, token));
            refused(SealProblem.not_the_legal_person, () -> signs(wrong, token));
        }
        assertThat(seals.get(signature).picture()).isEmpty();
        assertThat(state()).isEqualTo(InvitationState.open);
        signs(legalPerson, token);
    }

    @Test
    void R38_isGoodOnce_alsoForManyAtOnce() throws InterruptedException {
        InvitationToken token = invited();
        assertThat(
                        atOnce(
                                10,
                                () -> {
                                    signs(legalPerson, token);
                                    return true;
                                }))
                .isEqualTo(1);
        refused(InvitationProblem.signature_invitation_over, () -> signs(legalPerson, token));
        refused(
                InvitationProblem.signature_invitation_unknown,
                () -> sign.open(legalPerson, InvitationToken.random()));
    }

    @Test
    void R38_whoeverConsentsInOtherWords_didNotConsent() {
        InvitationToken token = invited();
        for (String other : List.of("同意", "", sign.open(legalPerson, token).statement() + " ")) {
            refused(
                    PictureProblem.consent_missing,
                    () -> sign.sign(legalPerson, token, other, strokes()));
        }
        assertThat(state()).isEqualTo(InvitationState.open);
    }

    @Test
    void R38_expired_isOver_andSeenAsThat() {
        InvitationToken token = invited();
        database.sql("UPDATE signature_invitation SET expires_at = created_at WHERE seal_id = ?")
                .param(signature.toString())
                .update();
        over(token);
        assertThat(state()).isEqualTo(InvitationState.expired);
        invited();
        assertThat(keep.of(administrator, signature))
                .extracting(KeepInvitations.Invitation::state)
                .containsExactly(InvitationState.open, InvitationState.expired);
    }

    @Test
    void R38_withdrawn_isOver() {
        InviteLegalPerson.Invited it = invite.invite(administrator, signature);
        SealId company = seal(SealKind.enterprise_seal);
        refused(
                InvitationProblem.signature_invitation_unknown,
                () -> keep.withdraw(administrator, company, it.id()));
        refused(SealProblem.only_administrator, () -> keep.withdraw(agent, signature, it.id()));
        keep.withdraw(administrator, signature, it.id());
        over(token(it));
        refused(
                InvitationProblem.signature_invitation_over,
                () -> keep.withdraw(administrator, signature, it.id()));
        assertThat(state()).isEqualTo(InvitationState.withdrawn);
    }

    @Test
    void R38_oneIsOpenAtATime_anotherEndsIt() throws InterruptedException {
        InvitationToken first = invited();
        InvitationToken second = invited();
        over(first);
        assertThat(atOnce(5, () -> invite.invite(administrator, signature))).isEqualTo(5);
        over(second);
        assertThat(keep.of(administrator, signature))
                .extracting(KeepInvitations.Invitation::state)
                .hasSize(7)
                .containsOnlyOnce(InvitationState.open);
    }

    @Test
    void R38_ofAnAdministratorWhoWasRemoved_isOver_andHisSuccessorInvitesAnew() {
        InvitationToken token = invited();
        AccountId successor = AccountId.random();
        others.roles.put(administrator.value(), Role.agent);
        others.roles.put(successor.value(), Role.administrator);
        over(token);
        invite.invite(successor, signature);
        assertThat(keep.of(successor, signature))
                .extracting(KeepInvitations.Invitation::state)
                .containsExactly(InvitationState.open, InvitationState.withdrawn);
        others.roles.remove(administrator.value());
        over(token);
    }

    /// Of a frozen enterprise nobody has a role.
    @Test
    void R38_ofAFrozenEnterprise_isOver_untilItIsReleased() {
        InvitationToken token = invited();
        others.roles.clear();
        over(token);
        refused(SealProblem.seal_unknown, () -> invite.invite(administrator, signature));
        others.roles.put(administrator.value(), Role.administrator);
        signs(legalPerson, token);
    }

    @Test
    void R38_onlyTheAdministratorInvites_forTheHandwrittenSignatureOnly_notForever() {
        refused(SealProblem.only_administrator, () -> invite.invite(agent, signature));
        refused(SealProblem.seal_unknown, () -> invite.invite(legalPerson, signature));
        refused(SealProblem.only_administrator, () -> keep.of(agent, signature));
        SealId company = seal(SealKind.enterprise_seal);
        refused(InvitationProblem.not_by_invitation, () -> invite.invite(administrator, company));
        InvitationToken token = invited();
        work.run(() -> seals.change(signature, "system", Seal::cancel));
        refused(SealProblem.seal_cancelled, () -> invite.invite(administrator, signature));
        refused(SealProblem.seal_cancelled, () -> signs(legalPerson, token));
    }

    @Test
    void R38_moreThanTwentyADay_areNot() {
        for (int i = 0; i < 20; i++) {
            invited();
        }
        refused(
                InvitationProblem.too_many_signature_invitations,
                () -> invite.invite(administrator, signature));
    }

    @Test
    void R38_tokens_areNotKept_andWhatWasConsentedToStays() {
        InvitationToken token = invited();
        signs(legalPerson, token);
        assertThat(
                        database.sql(
                                        "SELECT token_hash FROM signature_invitation WHERE seal_id = ?")
                                .param(signature.toString())
                                .query(String.class)
                                .list())
                .containsExactly(token.hash());
        for (String sql :
                List.of(
                        "DELETE FROM given_picture WHERE seal_id = ?",
                        "UPDATE given_picture SET statement = NULL WHERE seal_id = ?",
                        "DELETE FROM signature_invitation WHERE seal_id = ?")) {
            assertThatThrownBy(() -> database.sql(sql).param(signature.toString()).update())
                    .isInstanceOf(DataAccessException.class);
        }
    }
}
