package cn.biaozhengtong.scansession.opening;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionResult.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// R46: the table of causes has a row for whatever can stop a session.
class CauseTest {
    /// What ca-order-service, seal-service and the kit may answer to an approval, from their
    /// contracts.
    static Stream<String> relayed() {
        return Stream.concat(
                        listed("ca-order-service")
                                .filter(it -> it.matches("(certificate|cosigning)/.*"))
                                // Of issuing, freezing, renewing: no approval leads there.
                                .filter(it ->
                                        !it.matches(
                                                ".*/(already-issued|not-frozen|tenders-waiting|predecessor-expired|downloaded|key-confirmed|no-pin-change|pin-change-under-way|predecessor-superseded|predecessor-recovering)")),
                        Stream.concat(
                                // Uploads and verifications are no part of a session.
                                listed("seal-service")
                                        .filter(it ->
                                                it.matches(
                                                        "stamping/.*|work/.*|document/document-(state|deleted|changed)")),
                                // No approval comes with a file.
                                listed("service-kit").filter(it -> !it.startsWith("intake/"))))
                .map(it -> it.substring(it.indexOf('/') + 1).replace('-', '_'));
    }

    private static Stream<String> listed(String service) {
        String name = "/contract/" + service + "/problems.md";
        try (InputStream in = CauseTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> types =
                    text.lines()
                            .filter(it -> it.matches("\\| [a-z-]+/[a-z-]+ \\|.*"))
                            .map(it -> it.split("\\|")[1].strip())
                            .toList();
            assertThat(types).isNotEmpty();
            return types.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("relayed")
    void item9_everyRelayedProblem_hasARow(String name) {
        assertThat(Cause.named(name)).isNotEqualTo(Cause.unattributed);
    }

    @ParameterizedTest
    @EnumSource
    void item9_everyProblemOfASession_hasARow(SessionProblem problem) {
        assertThat(Cause.named(problem.name())).isNotEqualTo(Cause.unattributed);
    }

    @Test
    void item9_everyReasonOfAPhone_hasARow() {
        assertThat(Faults.KEY_REASONS)
                .allSatisfy(it -> assertThat(Cause.named(it)).isNotEqualTo(Cause.unattributed));
    }

    @Test
    void item9_whatNobodyKnows_isNotTheBidders() {
        assertThat(Faults.of("something_new")).isEqualTo(Fault.service);
    }

    @Test
    void item9_aLockedPin_isTheBidders_andAnOutageOurs() {
        assertThat(Cause.of(problem("pin_locked", ProblemCategory.limited)))
                .isEqualTo(Cause.pin_locked);
        assertThat(Cause.of(problem("pin_locked", ProblemCategory.unavailable)))
                .isEqualTo(Cause.unavailable);
        assertThat(Cause.of(problem("provider_away", ProblemCategory.provider_timeout)))
                .isEqualTo(Cause.unavailable);
        assertThat(Cause.of(SessionProblem.hall_busy.exception())).isEqualTo(Cause.hall_busy);
    }

    static ProblemException problem(String name, ProblemCategory category) {
        return new TestOffice.Refused(name, category).exception();
    }

    @Test
    void item9_timeThatRanOut_isWhoseTroubleStoodInTheWay() {
        assertThat(Faults.decisive("timeout", "unavailable")).isEqualTo("unavailable");
        assertThat(Faults.decisive("timeout", "pin_locked")).isEqualTo("pin_locked");
        assertThat(Faults.decisive("timeout", "unrecorded_keys")).isEqualTo("timeout");
        assertThat(Faults.decisive("timeout", null)).isEqualTo("timeout");
        assertThat(Faults.decisive("cancelled", "wrong_pin")).isEqualTo("cancelled");
    }

    @Test
    void item9_table_isTheContract() {
        String rows =
                Arrays.stream(Cause.values())
                        .map(it -> "| %s | %s |\n".formatted(it, it.fault()))
                        .collect(Collectors.joining());
        ContractFiles.mustEqual(
                "faults.md",
                """
                # Whose fault it is
                What an opening's board gives as `reason`, and the `fault` that goes with it: `bidder`, `platform`, `service` (ours), `disputed` where only the bidder's phone says it and somebody has to look, `nobody` while it is under way. A session that ran out of time has the reason that stood in its way, `timeout` where there was none. What has no row is `service`.

                | reason | fault |
                |---|---|
                """
                        + rows);
    }
}
