package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real MariaDB with durable settings; its data folder survives restarts.
public final class MariaDbServer {
    private static final int SOCKET_PATH = 107;
    private static final Duration LONG = Duration.ofHours(2);

    private final Path base;
    private final Path data;
    private final int port;
    private final ServerProcess process;

    private MariaDbServer(Path base, Path data, int port, ServerProcess process) {
        this.base = base;
        this.data = data;
        this.port = port;
        this.process = process;
    }

    public static MariaDbServer in(Path state, int port, Path log) {
        Path base = Dist.locate().mariaDb();
        Path data = state.resolve("mariadb");
        if (data.resolve("m.sock").toString().getBytes(StandardCharsets.UTF_8).length
                > SOCKET_PATH) {
            throw new Sentence(
                    "The path of "
                            + state
                            + " is too long for a Unix socket: set BZT_STATE to a shorter one.");
        }
        List<String> command =
                List.of(
                        base.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--port=" + port,
                        "--socket=" + data.resolve("m.sock"),
                        "--pid-file=" + data.resolve("m.pid"),
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        "--skip-ssl",
                        "--character-set-server=utf8mb4",
                        "--log-bin=binlog",
                        "--binlog-format=ROW",
                        "--expire-logs-days=3",
                        "--server-id=1",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--sync-binlog=1",
                        "--innodb-snapshot-isolation=ON",
                        "--log-bin-trust-function-creators=1",
                        "--innodb-buffer-pool-size=128M",
                        "--max-connections=300");
        return new MariaDbServer(
                base, data, port, new ServerProcess("mariadb", command, Map.of(), state, log));
    }

    public ServerProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    public void start() {
        executable();
        if (!Files.isDirectory(data)) {
            install();
        }
        process.start();
        awaitReady();
    }

    public void awaitReady() {
        process.awaitReady(Duration.ofSeconds(60), () -> ServerProcess.accepts(port));
    }

    /// Runs SQL as root over the socket.
    ///
    /// @return the rows as the client prints them, after a line of names
    public String execute(String sql) {
        List<String> command = new ArrayList<>(client());
        command.addAll(List.of("-e", sql));
        return run(command, null, Duration.ofMinutes(2));
    }

    private List<String> client() {
        return List.of(
                base.resolve("bin/mariadb").toString(),
                "--no-defaults",
                "--skip-ssl",
                "--user=root",
                "--max-allowed-packet=64M",
                "--default-character-set=utf8mb4",
                "--socket=" + data.resolve("m.sock"));
    }

    /// All schemas as of one moment, naming the place in the binary log that follows it, from where
    /// `mariadb-binlog` can repeat what came after.
    void dump(List<String> schemas, Path file) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                base.resolve("bin/mariadb-dump").toString(),
                                "--no-defaults",
                                "--skip-ssl",
                                "--user=root",
                                "--socket=" + data.resolve("m.sock"),
                                "--single-transaction",
                                "--master-data=2",
                                "--hex-blob",
                                "--routines",
                                "--result-file=" + file,
                                "--databases"));
        command.addAll(schemas);
        run(command, null, LONG);
    }

    /// Runs a file of SQL as root.
    void load(Path file) {
        run(client(), file, LONG);
    }

    /// A schema with an owner, who migrates it, and a user, who may only read and write rows.
    public void createSchema(String schema, String ownerPassword, String userPassword) {
        execute(
                "CREATE DATABASE IF NOT EXISTS "
                        + schema
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
                        + user(schema + "_owner", ownerPassword)
                        + user(schema, userPassword)
                        + "GRANT ALL ON "
                        + schema
                        + ".* TO '"
                        + schema
                        + "_owner'@'%';"
                        + "GRANT SELECT, INSERT, UPDATE, DELETE ON "
                        + schema
                        + ".* TO '"
                        + schema
                        + "'@'%';");
    }

    private static String user(String name, String password) {
        return "CREATE USER IF NOT EXISTS '"
                + name
                + "'@'%' IDENTIFIED BY '"
                + password
                + "';"
                + "ALTER USER '"
                + name
                + "'@'%' IDENTIFIED BY '"
                + password
                + "';";
    }

    /// Beside its place first: a folder that was not finished is never started from.
    private void install() {
        Path made = data.resolveSibling("mariadb.new");
        try {
            deleteRecursively(made);
            install(made);
            Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Sentence("Cannot write " + made + ": " + e.getMessage(), e);
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void install(Path data) {
        run(
                List.of(
                        base.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--force",
                        "--user=" + System.getProperty("user.name"),
                        "--auth-root-authentication-method=normal",
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--skip-test-db"));
    }

    /// The archive carries no permissions.
    private void executable() {
        for (String folder : List.of("bin", "scripts")) {
            try (Stream<Path> files = Files.list(base.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            } catch (IOException e) {
                throw new Sentence("Cannot make " + base + " executable: " + e.getMessage(), e);
            }
        }
    }

    private static void run(List<String> command) {
        run(command, null, Duration.ofMinutes(2));
    }

    private static String run(List<String> command, @Nullable Path input, Duration limit) {
        try {
            ProcessBuilder builder = new ProcessBuilder(OwnersOnly.command(command)).redirectErrorStream(true);
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new Sentence("MariaDB refused " + command.getFirst() + ": " + out.strip());
            }
            return out;
        } catch (IOException e) {
            throw new Sentence("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }
}
