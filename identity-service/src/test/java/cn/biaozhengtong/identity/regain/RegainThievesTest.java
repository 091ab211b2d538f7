package cn.biaozhengtong.identity.regain;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.LoggedIn;
import cn.biaozhengtong.identity.login.Password;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.TestDevices;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Those who try to get into, or keep out of, an account that is regained.
class RegainThievesTest extends RegainFlow {
    @Test
    void item11_aThiefWithTheOldSim_mayOnlyObject_andTwoDifferentOperatorsDecide() {
        LoggedIn owner = owner("13900001111", person(21));
        BeginRegain.Begun it = proved(person(21), "13900001112");
        LoggedIn thief = login("13900001111", TestDevices.key());
        assertThat(contest.of(thief.accountId())).hasSize(1);
        Password thiefs = new Password("Thiefs-2026-11");
        transactions.executeWithoutResult(
                status -> passwords.setting(owner.accountId(), thiefs).run());
        object(thief, it);
        threeDaysLater(it);
        refused(RegainProblem.regain_not_due, () -> complete(it));
        assertThat(queued(it).objections())
                .singleElement()
                .satisfies(said -> assertThat(said.fromBefore()).isFalse());
        says("support-1", it, true, 1);
        refused(RegainProblem.another_operator_needed, () -> says("support-1", it, true, 1));
        // Nor does it make the operators begin anew, from however many phones.
        for (int i = 0; i < 7; i++) {
            object(login("13900001111", TestDevices.key()), it);
        }
        assertThat(queued(it).objections()).hasSize(5);
        assertThat(queued(it).counted()).isEqualTo(1);
        refused(RegainProblem.regain_not_due, () -> complete(it));
        says("support-2", it, true, 1);
        // Objecting once more stops it no more, not even on a phone more.
        object(thief, it);
        object(login("13900001111", TestDevices.key()), it);
        assertThat(ask(it).state()).isEqualTo(RegainState.approved);
        assertThat(ask(it).reason()).doesNotContain("不是本人");
        complete(it);
        assertThat(passwords.has(owner.accountId())).isFalse();
        assertThat(accounts.find(new PhoneNumber("13900001112"))).contains(owner.accountId());
        isOut(thief);
    }

    private DecideRegain.Case queued(BeginRegain.Begun it) {
        return decide.queue().stream()
                .filter(each -> each.regain().id().equals(it.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void item11_whatOperatorsDecidedBeforeTheOwnerObjected_isVoid() {
        LoggedIn owner = owner("13900001431", person(64));
        LoggedIn tablet = login("13900001431", TestDevices.key());
        // With a face that passed for his.
        BeginRegain.Begun it = proved(person(64), "13900001432");
        object(login("13900001431", TestDevices.key()), it);
        says("support-1", it, true, 1);
        object(owner, it);
        // The second operator saw the case before that.
        refused(RegainProblem.regain_changed, () -> says("support-2", it, true, 1));
        assertThat(queued(it).objections()).hasSize(2);
        approved(it, 2);
        object(tablet, it);
        assertThat(ask(it).state()).isEqualTo(RegainState.contested);
        refused(RegainProblem.regain_not_due, () -> complete(it));
        object(tablet, it);
        object(owner, it);
        approved(it, 3);
        complete(it);
    }

    @Test
    void item11_whoTakesUpOldDevicesToObject_keepsThePersonOutAFewTimesOnly() {
        LoggedIn[] old = new LoggedIn[7];
        old[0] = owner("13900001441", person(62));
        for (int i = 1; i < old.length; i++) {
            old[i] = login("13900001441", TestDevices.key());
        }
        BeginRegain.Begun it = proved(person(62), "13900001442");
        object(old[0], it);
        for (int i = 1; i <= 5; i++) {
            approved(it, i);
            object(old[i], it);
            assertThat(ask(it).state()).isEqualTo(RegainState.contested);
        }
        approved(it, 6);
        object(old[6], it);
        complete(it);
    }

    @Test
    void item11_whatWasSaidAgainstAnAttempt_holdsForTheNext_onWhateverDevice() {
        LoggedIn owner = owner("13900001451", person(63));
        BeginRegain.Begun first = proved(person(63), "13900001452");
        object(owner, first);
        BeginRegain.Begun second = proved(person(63), "13900001453");
        assertThat(ask(first).state()).isEqualTo(RegainState.lapsed);
        assertThat(ask(second).state()).isEqualTo(RegainState.contested);
        says("support-1", second, false, 0);
        BeginRegain.Begun third = onAnother(person(63), "13900001454");
        assertThat(askOther(third).state()).isEqualTo(RegainState.contested);
        assertThat(queued(third).before())
                .extracting(ContestRegain.View::id)
                .containsExactly(first.id(), second.id());
        showsHisFace(owner, person(63), third.id());
        vetoes.veto(asker(owner), third.id());
        BeginRegain.Begun fourth = proved(person(63), "13900001455");
        threeDaysLater(fourth);
        assertThat(ask(fourth).state()).isEqualTo(RegainState.contested);
        refused(RegainProblem.regain_not_due, () -> complete(fourth));
    }

    private static VetoRegain.Asker asker(LoggedIn it) {
        return new VetoRegain.Asker(
                new Person(it.accountId(), it.deviceId()), "login-of-" + it.deviceId());
    }

    /// The person shows his face, on the device of this login, to stop that attempt.
    private void showsHisFace(LoggedIn it, String number, UUID attempt) {
        VetoRegain.Asker who = asker(it);
        Act act =
                new Act(
                        VerificationPurpose.veto,
                        attempt.toString(),
                        who.person().device(),
                        who.login());
        Claim claim =
                new Claim(
                        VerificationMethod.alipay,
                        "王五",
                        new IdNumber(number),
                        Optional.empty(),
                        Optional.empty());
        VerificationId id = verify.begin(who.person().account(), act, claim).id();
        for (int i = 0; i < 100; i++) {
            if (outcome.ask(who.person(), id).state() == VerificationState.verified) {
                return;
            }
            sleep();
        }
        throw new AssertionError("no answer");
    }

    @Test
    void item11_veto_byTheFaceOnAnOldDevice_endsIt_andNothingLessDoes() {
        String number = person(101);
        LoggedIn owner = owner("13900001201", number);
        BeginRegain.Begun it = proved(number, "13900001202");
        // With the old SIM card on a new device: not even somebody who passes for him.
        LoggedIn thief = login("13900001201", TestDevices.key());
        showsHisFace(thief, number, it.id());
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(thief), it.id()));
        // At the unlocked old phone, without the face, or with it for another attempt.
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(owner), it.id()));
        showsHisFace(owner, number, UUID.randomUUID());
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(owner), it.id()));
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
        showsHisFace(owner, number, it.id());
        vetoes.veto(asker(owner), it.id());
        assertThat(ask(it).state()).isEqualTo(RegainState.vetoed);
        threeDaysLater(it);
        refused(RegainProblem.regain_ended, () -> complete(it));
        refused(RegainProblem.regain_ended, () -> vetoes.veto(asker(owner), it.id()));
        assertThat(accounts.find(new PhoneNumber("13900001201"))).contains(owner.accountId());
        LoggedIn stranger = owner("13900001203", person(102));
        refused(RegainProblem.regain_unknown, () -> vetoes.veto(asker(stranger), it.id()));
    }

    @Test
    void item11_theThiefCannotHaveTheAccountDeletedMeanwhile_norLookAtAnothers() {
        LoggedIn owner = owner("13900001121", person(31));
        BeginRegain.Begun it = proved(person(31), "13900001122");
        refused(
                RegainProblem.regain_open,
                () ->
                        transactions.executeWithoutResult(
                                status -> contest.erase(owner.accountId())));
        AccountId stranger = owner("13900001123", person(32)).accountId();
        assertThat(contest.of(stranger)).isEmpty();
        refused(
                RegainProblem.regain_unknown,
                () -> contest.object(new Person(stranger, owner.deviceId()), it.id(), "x"));
        object(owner, it);
        says("support-1", it, false, 0);
        refused(RegainProblem.regain_ended, () -> complete(it));
        transactions.executeWithoutResult(status -> contest.erase(owner.accountId()));
    }

    @Test
    void item11_whoIsNotThePerson_getsNothing_andNobodyIsTold() {
        LoggedIn owner = owner("13900001131", person(41));
        for (String name : new String[] {"王五不符", "王五未知"}) {
            BeginRegain.Begun it = begin(name, person(41), "13900001132", newDevice);
            assertThat(answered(it).state()).isEqualTo(RegainState.refused);
            threeDaysLater(it);
            refused(RegainProblem.regain_ended, () -> complete(it));
        }
        assertThat(contest.of(owner.accountId())).isEmpty();
        assertThat(messages.after(owner.accountId(), 0)).isEmpty();
    }

    @Test
    void item11_aPersonWithoutAnAccount_isAnsweredAlike_untilHeProvedThatHeIsHe() {
        owner("13900001141", person(51));
        BeginRegain.Begun known = begin("王五不符", person(51), "13900001142", newDevice);
        BeginRegain.Begun unknown = begin("赵六不符", person(52), "13900001143", newDevice);
        assertThat(known.ticket()).hasSameSizeAs(unknown.ticket());
        assertThat(known.visit()).isEqualTo(unknown.visit());
        assertThat(answered(known).reason()).isEqualTo(answered(unknown).reason());
        BeginRegain.Begun himself = begin("赵六", person(52), "13900001143", newDevice);
        assertThat(answered(himself).reason()).contains("没有实名账号");
    }

    @Test
    void item11_aTicketIsGoodOnItsDevice_andAWrongOneLooksLikeNone() {
        owner("13900001151", person(61));
        BeginRegain.Begun it = proved(person(61), "13900001152");
        threeDaysLater(it);
        refused(
                RegainProblem.regain_unknown,
                () -> finish.finish(it.id(), it.ticket(), DeviceId.random()));
        refused(RegainProblem.regain_unknown, () -> finish.finish(it.id(), "x", newDevice));
        refused(
                RegainProblem.regain_unknown,
                () -> follow.ask(UUID.randomUUID(), it.ticket(), newDevice));
        complete(it);
    }

    @Test
    void item11_attemptsAreCounted_forDeviceAndNumber_andAStrangersDoNotLockTheOwnerOut() {
        owner("13900001160", person(71));
        DeviceId his = DeviceId.random();
        for (int i = 0; i < 5; i++) {
            begin("王五不符", person(71), "13900001161", DeviceId.random());
            begin("王五不符", person(71), "1390000121" + i, his);
        }
        refused(
                RegainProblem.regain_too_often,
                () -> begin("王五", person(71), "13900001161", DeviceId.random()));
        refused(RegainProblem.regain_too_often, () -> begin("王五", person(71), "13900001216", his));
        BeginRegain.Begun it = proved(person(71), "13900001169");
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
    }

    @Test
    void item11_aFrozenAccount_isNotHandedOver_andOperatorsMayRefuseWhatNobodyContested() {
        LoggedIn owner = owner("13900001401", person(96));
        BeginRegain.Begun it = proved(person(96), "13900001402");
        threeDaysLater(it);
        accounts.freeze("support-1", owner.accountId(), true, "疑似盗号");
        refused(AccountProblem.account_frozen, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001402"))).isEmpty();
        says("support-1", it, false, 0);
        accounts.freeze("support-1", owner.accountId(), false, "已核实");
        refused(RegainProblem.regain_ended, () -> complete(it));
    }

    @Test
    void item11_whoGotTheNewNumberMeanwhile_keepsHisAccount() {
        owner("13900001411", person(97));
        BeginRegain.Begun it = proved(person(97), "13900001412");
        LoggedIn bystander = login("13900001412", TestDevices.key());
        threeDaysLater(it);
        refused(AccountProblem.phone_taken, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001412"))).contains(bystander.accountId());
    }
}
