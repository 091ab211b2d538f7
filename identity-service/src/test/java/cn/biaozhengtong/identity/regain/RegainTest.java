package cn.biaozhengtong.identity.regain;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.LoggedIn;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Back into an account whose number is lost.
class RegainTest extends RegainFlow {
    @Test
    void item11_aLostNumberWithoutAPassword_isReplacedAfterTheWait_andOldLoginsEnd() {
        LoggedIn owner = owner("13900001101", person(11));
        BeginRegain.Begun it = proved(person(11), "13900001102");
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
        assertThat(messages.after(owner.accountId(), 0))
                .anySatisfy(told -> assertThat(told.title()).isEqualTo("【账号正在被找回】"));
        assertThat(inbox("13900001101")).contains("换绑新手机号");
        refused(RegainProblem.regain_not_due, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001102"))).isEmpty();
        threeDaysLater(it);
        complete(it);
        assertThat(ask(it).state()).isEqualTo(RegainState.done);
        assertThat(login("13900001102", newKey).accountId()).isEqualTo(owner.accountId());
        assertThat(accounts.find(new PhoneNumber("13900001101"))).isEmpty();
        isOut(owner);
        // The ticket is spent.
        refused(RegainProblem.regain_ended, () -> complete(it));
        assertThat(
                        database.sql(
                                        "SELECT action FROM audit_entry WHERE subject = ? AND action LIKE 'account.regain%' ORDER BY sequence")
                                .param(owner.accountId().toString())
                                .query(String.class)
                                .list())
                .containsExactly("account.regain_proved", "account.regained");
    }

    @Test
    void item11_aSecondOneOfThePerson_onAnotherDevice_contestsBoth() {
        owner("13900001171", person(81));
        BeginRegain.Begun first = onAnother(person(81), "13900001172");
        BeginRegain.Begun second = proved(person(81), "13900001173");
        assertThat(askOther(first).state()).isEqualTo(RegainState.contested);
        assertThat(ask(second).state()).isEqualTo(RegainState.contested);
        // Operators who see one at a time may approve both: the number changes once.
        for (BeginRegain.Begun it : List.of(first, second)) {
            approved(it, 0);
        }
        complete(second);
        refused(RegainProblem.regain_ended, () -> finish.finish(first.id(), first.ticket(), other));
        assertThat(inbox("13900001171")).contains("已更换").doesNotContain("173");
    }

    @Test
    void item11_begunAnewOnTheSameDevice_itTakesTheFirstOnesPlace_andWaitsAnew() {
        owner("13900001421", person(98));
        BeginRegain.Begun first = proved(person(98), "13900001422");
        threeDaysLater(first);
        BeginRegain.Begun second = proved(person(98), "13900001423");
        assertThat(ask(first).state()).isEqualTo(RegainState.lapsed);
        assertThat(ask(second).state()).isEqualTo(RegainState.waiting);
        refused(RegainProblem.regain_not_due, () -> complete(second));
    }

    @Test
    void R5_theSecondAccountOfAPerson_givesWay_butNobodyElsesDoes() {
        LoggedIn owner = owner("13900001181", person(91));
        LoggedIn second = login("13900001182", newKey);
        refused(
                AccountProblem.person_has_account,
                () -> accounts.verified(second.accountId(), "王五", new IdNumber(person(91))));
        BeginRegain.Begun it = proved(person(91), "13900001182");
        threeDaysLater(it);
        complete(it);
        assertThat(accounts.find(new PhoneNumber("13900001182"))).contains(owner.accountId());
        isOut(second);
        owner("13900001183", person(92));
        refused(
                AccountProblem.phone_taken,
                () -> begin("王五", person(91), "13900001183", newDevice));
    }

    @Test
    void whatNobodyComesFor_lapses_andAProofThatIsLate() {
        owner("13900001191", person(93));
        BeginRegain.Begun it = proved(person(93), "13900001192");
        database.sql("UPDATE regain SET expires_at = created_at WHERE id = ?")
                .param(it.id().toString())
                .update();
        refused(RegainProblem.regain_ended, () -> complete(it));
        assertThat(ask(it).state()).isEqualTo(RegainState.lapsed);
        BeginRegain.Begun late = begin("王五", person(93), "13900001193", newDevice);
        database.sql("UPDATE regain SET expires_at = created_at WHERE id = ?")
                .param(late.id().toString())
                .update();
        sleep();
        assertThat(ask(late).state()).isEqualTo(RegainState.lapsed);
    }
}
