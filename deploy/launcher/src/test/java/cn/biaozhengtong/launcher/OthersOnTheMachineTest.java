package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else on the machine reads nothing of a suite's files.
class OthersOnTheMachineTest {
    @TempDir private Path folder;
    private Path state;

    @BeforeEach
    void whereEverybodyMayLook() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        state = folder.resolve("state");
    }

    private static List<String> openToOthers(Path folder) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                if (!rights.endsWith("------")) {
                    out.add(rights + " " + each);
                }
            }
        }
        return out;
    }

    @Test
    void item20_whatALauncherAndItsProcessesWrite_isTheirUsersAlone() throws Exception {
        Suite suite = Suite.in(state, new Ports(Ports.free()), line -> {});
        Secrets.in(state.resolve("secrets")).folderOf("ca-order-service");
        Path log = state.resolve("logs/one.log");
        ServerProcess process =
                new ServerProcess(
                        "one",
                        List.of("/bin/sh", "-c", "mkdir made && echo x > made/file && echo said"),
                        Map.of(),
                        state,
                        log);
        process.start();
        while (process.isAlive()) {
            Thread.onSpinWait();
        }
        suite.close();
        assertThat(Files.readString(log)).isEqualTo("said\n");
        assertThat(state.resolve("made/file")).exists();
        assertThat(openToOthers(state)).isEmpty();
    }

    @Test
    void item20_whatAVersionBeforeLeftOpen_isClosed() throws IOException {
        Path log = Files.createDirectories(state.resolve("logs")).resolve("kafka.log");
        Files.writeString(log, "a token");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(state.resolve("link"), Path.of("/etc/passwd"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        Suite.in(state, new Ports(Ports.free()), line -> {}).close();
        Files.delete(state.resolve("link"));
        assertThat(openToOthers(state)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(Path.of("/etc/passwd"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void item20_folderOfSomebodyElse_isNoState() throws IOException {
        Path his = Path.of("/usr");
        if (Files.getOwner(folder).equals(Files.getOwner(his))) {
            his = Files.createDirectory(state);
            Files.setOwner(
                    his,
                    his.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody"));
        }
        Path wanted = his;
        assertThatThrownBy(() -> OwnersOnly.folder(wanted))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("set BZT_STATE to a folder of your own");
    }
}
