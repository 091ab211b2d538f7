package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who else is on the machine is not let into its MariaDB.
class MariaDbForOthersTest {
    private static final List<String> ADMINISTRATORS = List.of("root", "mariadb.sys", "");
    private static final int PORT = Ports.free();

    @TempDir private Path state;
    private MariaDbServer server;

    @BeforeEach
    void started() {
        server = MariaDbServer.in(state, PORT, state.resolve("mariadb.log"));
        server.start();
        server.createSchema("keycloak", "owners-password", "users-password");
    }

    @AfterEach
    void stopped() {
        server.process().stop(Duration.ofSeconds(30));
    }

    private static String byTcp(String user, String password, String sql) {
        return Command.of(
                        List.of(
                                Dist.locate().mariaDb().resolve("bin/mariadb").toString(),
                                "--no-defaults",
                                "--skip-ssl",
                                "--batch",
                                "--host=127.0.0.1",
                                "--port=" + PORT,
                                "--user=" + user,
                                "--password=" + password))
                .reading(sql)
                .run();
    }

    private static void nobodyGetsInWithoutAPassword() {
        for (String user : List.of("root", "", "keycloak", "keycloak_owner")) {
            assertThatThrownBy(() -> byTcp(user, "", "SELECT 1"))
                    .as(user)
                    .isInstanceOf(Sentence.class)
                    .hasMessageMatching("(?s).*ERROR (1130|1045|1698|4151).*");
        }
        assertThat(byTcp("keycloak", "users-password", "SELECT 1")).contains("1");
    }

    @Test
    void item20_rootByTcp_andEverybodyWithoutAPassword_areRefused() {
        nobodyGetsInWithoutAPassword();
        assertThat(server.execute("SELECT user, host FROM mysql.user WHERE host <> 'localhost'"))
                .isEqualTo("User\tHost\nkeycloak\t127.0.0.1\nkeycloak_owner\t127.0.0.1\n");
        assertThat(ADMINISTRATORS)
                .containsAll(
                        server.execute("SELECT user FROM mysql.user WHERE host = 'localhost'")
                                .lines()
                                .skip(1)
                                .toList());
    }

    /// With a root who needs no password, and owners from anywhere who define triggers.
    @Test
    void item20_databaseOfAVersionBefore_isShutToo_andItsTriggersGoOn() throws Exception {
        server.execute(
                """
                CREATE USER root@'127.0.0.1'; GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
                CREATE USER keycloak@'%' IDENTIFIED BY 'users-password';
                CREATE USER keycloak_owner@'%' IDENTIFIED BY 'owners-password';
                GRANT ALL ON keycloak.* TO keycloak_owner@'%';
                CREATE TABLE keycloak.t (a INT);
                CREATE DEFINER = keycloak_owner@'%' TRIGGER keycloak.twice BEFORE INSERT ON keycloak.t
                    FOR EACH ROW SET NEW.a = 2 * NEW.a;
                """);
        assertThat(byTcp("root", "", "SELECT 1")).contains("1");
        server.process().stop(Duration.ofSeconds(30));
        started();
        nobodyGetsInWithoutAPassword();
        byTcp("keycloak", "users-password", "INSERT INTO keycloak.t VALUES (21)");
        assertThat(server.execute("SELECT a FROM keycloak.t")).isEqualTo("a\n42\n");
        assertThatThrownBy(() -> byTcp("keycloak_owner", "x", "SELECT 1"))
                .isInstanceOf(Sentence.class);
        assertThat(server.execute("SELECT user FROM mysql.user WHERE host = '%'"))
                .isEqualTo("User\nkeycloak_owner\n");
    }

    @Test
    void item20_itsFiles_areItsUsersAlone() throws Exception {
        server.execute("CREATE TABLE keycloak.t (a INT); INSERT INTO keycloak.t VALUES (1)");
        try (Stream<Path> files = Files.walk(state.resolve("mariadb"))) {
            assertThat(files.filter(it -> !it.endsWith("m.sock")))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(it ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(it)))
                                    .endsWith("------"));
        }
    }

    @Test
    void item20_passwords_standInNoArgument() throws Exception {
        Path processes = Path.of("/proc");
        Thread asking =
                Thread.startVirtualThread(() ->
                        server.execute(
                                "SELECT SLEEP(2); ALTER USER keycloak@'127.0.0.1' IDENTIFIED BY"
                                        + " 'seen-by-all'"));
        StringBuilder seen = new StringBuilder();
        while (asking.isAlive()) {
            try (var all = Files.newDirectoryStream(processes, "[0-9]*")) {
                for (Path each : all) {
                    try {
                        seen.append(Files.readString(each.resolve("cmdline")));
                    } catch (java.io.IOException ended) {
                        continue;
                    }
                }
            }
        }
        assertThat(seen.toString()).contains("mariadb").doesNotContain("seen-by-all");
        assertThat(byTcp("keycloak", "seen-by-all", "SELECT 1")).contains("1");
    }
}
