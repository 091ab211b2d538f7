package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.data.ResealFields;
import cn.biaozhengtong.kit.problem.Problem;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a service promises to others stands in its `src/contract`: API, problems, events. A service
/// has a test that extends this.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
public abstract class ServiceContract {
    @Autowired private ResealFields reseal;
    @Autowired private JdbcClient database;

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int management;

    @Value("${spring.application.name}")
    private String name;

    @Test
    void openapi_asServed_isTheContract() throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + port
                                                                + "/v3/api-docs.yaml"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        ContractFiles.mustEqual("openapi.yaml", answer.body());
    }

    @Test
    void P11_badInput_isRefusedByAProblemDocument_neverAnErrorOfOurs() throws Exception {
        BadInput input = new BadInput(URI.create("http://127.0.0.1:" + port));
        assertThat(input.failures()).isEmpty();
        assertThat(input.sent()).isPositive();
        System.out.println("P11 " + name + ": " + input.sent() + " malformed requests");
    }

    @Test
    void item10_methodThatAPathHasNot_isToldWhichItHas() throws Exception {
        assertThat(new WrongMethods(URI.create("http://127.0.0.1:" + port)).failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/error",
                "/metrics",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/actuator/health",
                "/actuator/health/liveness"
            })
    void item10_whatOperatorsRead_isNotAtTheApisPort(String path) throws Exception {
        for (String token : List.of("", TestTokens.service("seal-service"))) {
            HttpResponse<String> answer = get(port, path, token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/problem+json");
        }
    }

    @Test
    void item10_metrics_areAtTheManagementPort_readinessAtTheApis() throws Exception {
        HttpResponse<String> metrics = get(management, "/actuator/prometheus", "");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("jvm_memory_used_bytes");
        assertThat(get(management, "/actuator/health/liveness", "").statusCode()).isEqualTo(200);
        assertThat(get(port, "/readyz", "").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    private static HttpResponse<String> get(int port, String path, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Each is past the door and fits its operation; what it speaks of need not be there.
    @Test
    void examples_ofEveryOperationWithABody_run() throws Exception {
        assertThat(new RunExamples(URI.create("http://127.0.0.1:" + port)).failures()).isEmpty();
    }

    @Test
    void P12_whoGetsPastTheDoorOfEachOperation_isTheContract() throws Exception {
        ContractFiles.mustEqual(
                "access.md",
                new AccessMatrix(URI.create("http://127.0.0.1:" + port)).document(name));
    }

    @Test
    void problems_asDefined_areListed() {
        ContractFiles.mustEqual("problems.md", document(name, problems(getClass())));
    }

    /// So that a rotation of the key misses none.
    @Test
    void P17_everySealedColumn_isDeclared() {
        assertThat(
                        database.sql(
                                        """
                                        SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
                                        WHERE table_schema = DATABASE() AND column_name LIKE '%sealed'\
                                        """)
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrderElementsOf(reseal.declared());
    }

    @Test
    void events_examples_fitTheirSchemas() {
        for (String type : EventContracts.types()) {
            EventContracts.mustFit(type, EventContracts.example(type).toString());
        }
    }

    /// Every problem that the packages at and below a class define.
    static List<Problem> problems(Class<?> root) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root.getPackageName())
                        .stream()
                        .filter(type -> type.isAssignableTo(Problem.class) && type.isEnum())
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .flatMap(type -> Stream.of(type.reflect().getEnumConstants()))
                        .map(Problem.class::cast)
                        .toList();
    }

    static String document(String name, List<Problem> problems) {
        StringBuilder out = new StringBuilder("# Problems of " + name + "\n");
        out.append("RFC 9457; clients branch on `type`, here without ")
                .append("`https://biaozhengtong.cn/problems/`. What any service may answer is in ")
                .append("the service kit's list.\n\n")
                .append("| type | status | who acts | 中文 | English |\n|---|---|---|---|---|\n");
        for (Problem problem : problems) {
            String type = problem.type().replace("https://biaozhengtong.cn/problems/", "");
            out.append(
                    "| %s | %d | %s | %s | %s |\n"
                            .formatted(
                                    type,
                                    problem.category().status(),
                                    problem.actor(),
                                    problem.titleZh(),
                                    problem.titleEn()));
        }
        return out.toString();
    }
}
