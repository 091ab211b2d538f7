package cn.biaozhengtong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.biaozhengtong.launcher.ServerProcess;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What another user of the machine, `nobody`, can do to a suite that runs: nothing. Only root can
/// become him.
class OtherUserIT {
    private static final OneSuite SUITE = OneSuite.started();
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");

    private final Path state = SUITE.suite().state();

    private record Ran(int code, String said) {}

    @BeforeAll
    static void asRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("only root becomes nobody")
                .isEqualTo("root");
    }

    private static Ran asNobody(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(NOBODY);
        command.addAll(List.of("/bin/sh", "-c", script));
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), said);
    }

    private List<String> secrets() throws IOException {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve("secrets/suite.properties"))) {
            all.load(reader);
        }
        List<String> out = new ArrayList<>(all.values().stream().map(Object::toString).toList());
        assertThat(out).hasSizeGreaterThan(20);
        return out;
    }

    @Test
    void everyFileOfTheState_isShut() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        List<Path> files;
        try (Stream<Path> all = Files.walk(state)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(100).contains(state.resolve("logs/kafka.log"));
        // By its name, since a folder that is shut still lets through who knows what is in it.
        Path names = open("names");
        Files.write(names, files.stream().map(Path::toString).toList());
        Ran ran =
                asNobody("while read f; do cat \"$f\" >/dev/null 2>&1 && echo $f; done < " + names);
        assertThat(ran.said()).isEmpty();
        assertThat(asNobody("ls " + state).code()).isNotZero();
    }

    @Test
    void theDatabasesRoot_isNotLetIn_byTcpOrBySocket() throws Exception {
        Path client = open("mariadb");
        try (Stream<Path> all =
                Files.walk(checkout().resolve("deploy/launcher/target/dist/mariadb"))) {
            Files.copy(
                    all.filter(it -> it.endsWith("bin/mariadb")).findFirst().orElseThrow(),
                    client,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
        String asRoot = client + " --no-defaults --skip-ssl --user=root -e 'SELECT 1' ";
        Ran byTcp = asNobody(asRoot + "--host=127.0.0.1 --port=" + SUITE.suite().database().port());
        assertThat(byTcp.code()).isNotZero();
        // No such user from there, or none that is let in; which depends on how the machine names
        // it.
        assertThat(byTcp.said()).containsPattern("ERROR (1130|1045|1698|4151)");
        assertThat(asNobody(asRoot + "--socket=" + state + "/mariadb/m.sock").code()).isNotZero();
    }

    /// A file that `nobody` may read, in a folder that he may enter.
    private static Path open(String name) throws IOException {
        Path folder =
                Files.createTempDirectory(
                        "bzt-nobody",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        folder.toFile().deleteOnExit();
        Path file = Files.createFile(folder.resolve(name));
        file.toFile().deleteOnExit();
        return file;
    }

    @Test
    void noProcess_showsASecret_inItsArgumentsOrItsEnvironment() throws Exception {
        String seen = asNobody("cat /proc/[0-9]*/cmdline").said();
        // Root sees environments too: a process's children inherit them.
        StringBuilder environments = new StringBuilder();
        for (ServerProcess process : SUITE.suite().processes()) {
            environments.append(Files.readString(Path.of("/proc/" + process.pid() + "/environ")));
        }
        assertThat(seen).contains("identity-service");
        assertThat(environments.toString()).contains("BZT_PORT");
        for (String secret : secrets()) {
            assertThat(seen.contains(secret)).isFalse();
            assertThat(environments.indexOf(secret)).isEqualTo(-1);
        }
    }

    @Test
    void kafka_hangsUp_onWhoSaysNoPassword() throws Exception {
        ServerProcess kafka =
                SUITE.suite().processes().stream()
                        .filter(it -> it.name().equals("kafka"))
                        .findFirst()
                        .orElseThrow();
        assertThat(kafka.isAlive()).isTrue();
        for (int port :
                List.of(SUITE.suite().ports().kafka(), SUITE.suite().ports().kafkaController())) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
                socket.setSoTimeout(10_000);
                // Metadata v0 of every topic: api 3, version 0, correlation 1, no client id, none
                // named.
                socket.getOutputStream()
                        .write(
                                new byte[] {
                                    0, 0, 0, 14, 0, 3, 0, 0, 0, 0, 0, 1, -1, -1, 0, 0, 0, 0
                                });
                assertThat(socket.getInputStream().read()).as("port " + port).isEqualTo(-1);
            }
        }
    }

    private static Path checkout() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }
}
