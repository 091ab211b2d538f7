package cn.biaozhengtong.seal.invitation;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every command.
class SignatureInvitationTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Instant LATE = NOW.plus(Duration.ofDays(7));

    private record Command(InvitationState to, Consumer<SignatureInvitation> run) {}

    private static final List<Command> COMMANDS =
            List.of(
                    new Command(InvitationState.used, it -> it.used(AccountId.random(), NOW)),
                    new Command(InvitationState.withdrawn, it -> it.withdraw(NOW)),
                    new Command(InvitationState.withdrawn, it -> it.replaced(NOW)),
                    new Command(InvitationState.expired, it -> it.replaced(LATE)));

    private static SignatureInvitation open() {
        Seal seal =
                Seal.draft(
                        new Seal.Owner(EnterpriseId.random(), "𠮷野（中国）有限公司"),
                        SealKind.legal_person_signature,
                        new SealWords("阿卜杜拉·汗法人手写签名", ""),
                        NOW);
        return SignatureInvitation.to(seal, AccountId.random(), InvitationToken.random(), NOW);
    }

    private static SignatureInvitation in(InvitationState state) {
        Map<InvitationState, Consumer<SignatureInvitation>> ways =
                Map.of(
                        InvitationState.open, it -> {},
                        InvitationState.used, COMMANDS.get(0).run(),
                        InvitationState.withdrawn, COMMANDS.get(1).run(),
                        InvitationState.expired, COMMANDS.get(3).run());
        SignatureInvitation it = open();
        ways.get(state).accept(it);
        assertThat(it.state(NOW)).isEqualTo(state);
        return it;
    }

    @ParameterizedTest
    @EnumSource(InvitationState.class)
    void R38_command_inEveryState_doesWhatTheTableSays(InvitationState from) {
        for (Command command : COMMANDS) {
            SignatureInvitation it = in(from);
            if (from.mayBecome(command.to())) {
                command.run().accept(it);
                assertThat(it.state(NOW)).isEqualTo(command.to());
            } else {
                refused(
                        InvitationProblem.signature_invitation_over,
                        () -> command.run().accept(it));
                assertThat(it.state(NOW)).isEqualTo(from);
            }
        }
    }

    @Test
    void R38_afterAWeek_itIsExpired_andNeitherUsedNorWithdrawn() {
        SignatureInvitation it = open();
        assertThat(it.state(LATE.minusNanos(1))).isEqualTo(InvitationState.open);
        assertThat(it.state(LATE)).isEqualTo(InvitationState.expired);
        refused(
                InvitationProblem.signature_invitation_over,
                () -> it.used(AccountId.random(), LATE));
        refused(InvitationProblem.signature_invitation_over, () -> it.withdraw(LATE));
    }

    @Test
    void R38_tokens_differ_andAreNotWrittenOut() {
        InvitationToken it = InvitationToken.random();
        assertThat(it).isNotEqualTo(InvitationToken.random());
        assertThat(it.value()).hasSize(43);
        assertThat(it.toString()).doesNotContain(it.value());
        assertThat(it.hash()).hasSize(64).doesNotContain(it.value());
    }
}
