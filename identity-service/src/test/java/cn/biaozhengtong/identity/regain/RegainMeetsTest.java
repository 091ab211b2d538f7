package cn.biaozhengtong.identity.regain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Attempts of one account, each beside those before it.
class RegainMeetsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final AccountId ACCOUNT = AccountId.random();
    private static final DeviceId PHONE = DeviceId.random();

    private static Regain proved(DeviceId device) {
        Regain it =
                Regain.begun(
                        new Regain.Asked(UUID.randomUUID(), "", "", "", device, "x"), NOW, NOW);
        it.proved(ACCOUNT, NOW, NOW);
        return it;
    }

    @Test
    void anotherDevice_contestsBoth() {
        Regain first = proved(PHONE);
        Regain second = proved(DeviceId.random());

        second.meet(List.of(first));

        assertThat(first.state()).isEqualTo(RegainState.contested);
        assertThat(second.state()).isEqualTo(RegainState.contested);
    }

    @Test
    void sameDevice_takesThePlace() {
        Regain first = proved(PHONE);
        Regain second = proved(PHONE);

        second.meet(List.of(first));

        assertThat(first.state()).isEqualTo(RegainState.lapsed);
        assertThat(second.state()).isEqualTo(RegainState.waiting);
    }

    @Test
    void whatWasSaidAgainstTheFirst_holdsForTheNext() {
        Regain vetoed = proved(PHONE);
        vetoed.veto();
        Regain objected = proved(PHONE);
        objected.object("not me");
        Regain next = proved(PHONE);

        next.meet(List.of(objected));
        next.follow(List.of(objected));
        assertThat(objected.state()).isEqualTo(RegainState.lapsed);
        assertThat(next.state()).isEqualTo(RegainState.contested);

        Regain another = proved(PHONE);
        another.follow(List.of(vetoed));
        assertThat(another.state()).isEqualTo(RegainState.contested);
    }

    @Test
    void oneThatNobodySpokeAgainst_leavesTheNextAlone() {
        Regain lapsed = proved(PHONE);
        lapsed.lapse();
        Regain next = proved(PHONE);

        next.follow(List.of(lapsed));

        assertThat(next.state()).isEqualTo(RegainState.waiting);
    }
}
