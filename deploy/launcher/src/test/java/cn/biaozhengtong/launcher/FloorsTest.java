package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known to have a hole is in nothing we ship.
class FloorsTest {
    private static final Path CHECKOUT = Dist.locate().checkout();

    /// Bans for other reasons than holes; deploy/docs/dependencies.md says which.
    private static final List<String> OTHER_BANS =
            List.of(
                    "org.projectlombok:lombok",
                    "org.mapstruct:*",
                    "io.vavr:*",
                    "org.keycloak:keycloak-spring-boot-starter",
                    "org.keycloak:keycloak-spring-security-adapter");

    private static Floors floors() throws IOException {
        return Floors.of(Files.readString(CHECKOUT.resolve("deploy/floors.txt")));
    }

    private static String bom(String... components) {
        StringBuilder out = new StringBuilder("{\"components\":[");
        for (String each : components) {
            out.append("{\"purl\" : \"pkg:maven/").append(each).append("?type=jar\"},");
        }
        return out.append("]}").toString();
    }

    @Test
    void item11_libraryBelowItsFloor_isFound() throws IOException {
        assertThat(
                        floors().below(
                                        "m",
                                        bom(
                                                "org.springframework/spring-core@7.0.9",
                                                "org.springframework.cloud/spring-cloud-commons@5.0.2",
                                                "org.bouncycastle/bcpkix-jdk18on@1.84",
                                                "dom4j/dom4j@1.6.1",
                                                "commons-io/commons-io@2.11.0")))
                .hasSize(5)
                .anyMatch(it -> it.contains("commons-io:2.11.0") && it.contains("CVE-2024-47554"));
    }

    @Test
    void libraryAtItsFloorOrAbove_isNot() throws IOException {
        assertThat(
                        floors().below(
                                        "m",
                                        bom(
                                                "org.springframework/spring-core@7.0.10",
                                                "org.springframework/spring-web@1.0",
                                                "com.alibaba/fastjson@1.2.83_noneautotype",
                                                "org.dom4j/dom4j@2.2.0",
                                                "org.bouncycastle/bcprov-jdk18on@1.87")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.10, true",
        "1.10, 1.9, false",
        "7.0.10, 7.0.10, false",
        "7.0, 7.0.1, true",
        "7.0.0, 7.0, false",
        "7.0.10-RC1, 7.0.10, true",
        "7.0.10-SNAPSHOT, 7.0.10, true",
        "7.0.10.Final, 7.0.10, false",
        "7.1.0-M1, 7.0.10, false",
        "1.5.6-10, 1.5.6-9, false",
        "0.1.0-alpha, 0.1.0, true"
    })
    void versions_areComparedByTheirNumbers(String one, String other, boolean below) {
        assertThat(Version.of(one).isBelow(Version.of(other))).isEqualTo(below);
    }

    @Test
    void line_thatIsNoFloor_isTold() {
        assertThatThrownBy(() -> Floors.of("commons-io 2.14.0"))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("commons-io 2.14.0");
    }

    /// So that there is one truth, told twice: early by Maven, and over what came out.
    @Test
    void item11_enforcersBans_areTheFloors() throws IOException {
        Matcher bans =
                Pattern.compile("<exclude>([^<]+)</exclude>")
                        .matcher(Files.readString(CHECKOUT.resolve("pom.xml")));
        List<String> ofHoles =
                bans.results()
                        .map(it -> it.group(1))
                        .filter(it -> it.contains(":") && !OTHER_BANS.contains(it))
                        .toList();
        assertThat(ofHoles)
                .containsExactlyInAnyOrderElementsOf(
                        floors().all().stream().map(Floors.Floor::asBan).toList());
    }
}
