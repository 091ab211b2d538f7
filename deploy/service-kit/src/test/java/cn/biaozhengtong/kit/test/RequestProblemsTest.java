package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.problem.RequestProblem;
import org.junit.jupiter.api.Test;

class RequestProblemsTest {
    @Test
    void problemsOfAnyService_areListed() {
        ContractFiles.mustEqual(
                "problems.md",
                ServiceContract.document(
                        "any service", ServiceContract.problems(RequestProblem.class)));
    }
}
