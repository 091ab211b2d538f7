package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every command, for the claim and for the enterprise it reserves.
class TransitionsTest {
    private static final Uscc CODE =
            new Uscc("91210300MA0000001" + Uscc.check("91210300MA00000010"));

    private final Claim claim = claim();
    private final Claim other = claim();

    private static Claim claim() {
        return Claim.draft(
                AccountId.random(),
                UUID.randomUUID(),
                CODE,
                "鞍山测试有限公司",
                "",
                LegalIdType.resident_id,
                "",
                null,
                Instant.EPOCH);
    }

    private Enterprise enterprise(EnterpriseState state) {
        Enterprise it = Enterprise.claimedBy(claim, Instant.EPOCH);
        switch (state) {
            case being_claimed -> {}
            case registered -> it.register(claim);
            case free -> it.free(claim);
        }
        return it;
    }

    @ParameterizedTest
    @EnumSource(EnterpriseState.class)
    void reserve_inEveryState_oneClaimOnly(EnterpriseState from) {
        Enterprise it = enterprise(from);
        if (from == EnterpriseState.free) {
            it.reserve(other);
            assertThat(it.state()).isEqualTo(EnterpriseState.being_claimed);
        } else {
            assertThatThrownBy(() -> it.reserve(other)).isInstanceOf(ProblemException.class);
            assertThat(it.state()).isEqualTo(from);
        }
    }

    @ParameterizedTest
    @EnumSource(EnterpriseState.class)
    void register_inEveryState_onlyByTheClaimThatHoldsIt(EnterpriseState from) {
        Enterprise it = enterprise(from);
        assertThatThrownBy(() -> it.register(other)).isInstanceOf(ProblemException.class);
        if (from == EnterpriseState.being_claimed) {
            it.register(claim);
            assertThat(it.state()).isEqualTo(EnterpriseState.registered);
        } else {
            assertThatThrownBy(() -> it.register(claim)).isInstanceOf(ProblemException.class);
            assertThat(it.state()).isEqualTo(from);
        }
    }

    @ParameterizedTest
    @EnumSource(EnterpriseState.class)
    void free_inEveryState_neverTakesARegisteredOne(EnterpriseState from) {
        Enterprise it = enterprise(from);
        it.free(other);
        assertThat(it.state()).isEqualTo(from);
        it.free(claim);
        assertThat(it.state())
                .isEqualTo(
                        from == EnterpriseState.registered
                                ? EnterpriseState.registered
                                : EnterpriseState.free);
    }

    @ParameterizedTest
    @EnumSource(Claim.State.class)
    void claim_everyCommandInEveryState_doesWhatTheTableSays(Claim.State from) {
        Enterprise enterprise = enterprise(EnterpriseState.being_claimed);
        Map<Claim.State, Consumer<Claim>> commands =
                Map.of(
                        Claim.State.reserved, it -> it.reserved(enterprise),
                        Claim.State.confirmed, Claim::confirmed,
                        Claim.State.released, Claim::released);
        commands.forEach((to, command) -> {
            Claim it = claim();
            if (from != Claim.State.draft) {
                it.reserved(enterprise);
                commands.get(from).accept(it);
            }
            if (from == to || from.mayBecome(to)) {
                command.accept(it);
            } else {
                assertThatThrownBy(() -> command.accept(it)).isInstanceOf(ProblemException.class);
            }
        });
    }
}
