package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.intake.Intake;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestProblemsTest {
    @Test
    void problemsOfAnyService_areListed() {
        ContractFiles.mustEqual(
                "problems.md",
                ServiceContract.document(
                        "any service",
                        Stream.of(RequestProblem.class, DeviceKey.class, Intake.class)
                                .flatMap(it -> ServiceContract.problems(it).stream())
                                .toList()));
    }
}
