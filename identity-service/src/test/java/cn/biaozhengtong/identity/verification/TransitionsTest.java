package cn.biaozhengtong.identity.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.regain.RegainState;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every command.
class TransitionsTest {
    private static final Map<VerificationState, Consumer<Verification>> WAYS =
            Map.of(
                    VerificationState.submitted,
                    it -> {},
                    VerificationState.pending,
                    Verification::handedOver,
                    VerificationState.verified,
                    Verification::verified,
                    VerificationState.failed,
                    it -> it.failed("x"),
                    VerificationState.used,
                    it -> {
                        it.verified();
                        it.spent();
                    });

    private static Verification in(VerificationState state) {
        Verification it =
                Verification.submitted(
                        AccountId.random(),
                        VerificationId.random(),
                        VerificationPurpose.identity,
                        VerificationMethod.bank_card,
                        "",
                        "",
                        null,
                        Assurance.possession,
                        Instant.EPOCH);
        WAYS.get(state).accept(it);
        return it;
    }

    @ParameterizedTest
    @EnumSource(VerificationState.class)
    void command_inEveryState_doesWhatTheTableSays(VerificationState from) {
        for (VerificationState to :
                new VerificationState[] {VerificationState.verified, VerificationState.failed}) {
            Verification it = in(from);
            if (from.mayBecome(to)) {
                WAYS.get(to).accept(it);
                assertThat(it.state()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> WAYS.get(to).accept(it))
                        .isInstanceOf(ProblemException.class);
                assertThat(it.state()).isEqualTo(from);
            }
        }
        Verification it = in(from);
        it.handedOver();
        assertThat(it.state())
                .isEqualTo(from == VerificationState.submitted ? VerificationState.pending : from);
    }

    @Test
    void table_isDocumented() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of identity-service\n\n"
                        + Transitions.diagram("Verification 实名认证", VerificationState.submitted)
                        + "\n"
                        + Transitions.diagram("Regain 找回账号", RegainState.proving));
    }
}
