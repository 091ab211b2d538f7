package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real MariaDB with durable settings; its data folder survives restarts.
public final class MariaDbServer {
    private static final int SOCKET_PATH = 107;

    /// It gives its files rights by these, whatever its umask is.
    private static final Map<String, String> FILES = Map.of("UMASK", "0600", "UMASK_DIR", "0700");

    private static final String ADMINISTRATION = "mariadb-administration.sql";
    private static final Duration LONG = Duration.ofHours(2);

    /// Who runs this; the server knows him by its socket, and nobody else as its administrator.
    private static final String USER = System.getProperty("user.name");

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
                        "--user=" + USER,
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--tmpdir=" + temporary(data),
                        "--port=" + port,
                        "--socket=" + data.resolve("m.sock"),
                        "--pid-file=" + data.resolve("m.pid"),
                        "--bind-address=127.0.0.1",
                        "--init-file=" + state.resolve(ADMINISTRATION),
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
                base, data, port, new ServerProcess("mariadb", command, FILES, state, log));
    }

    public ServerProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    public void start() {
        executable();
        try {
            Files.createDirectories(temporary(data));
        } catch (IOException e) {
            throw new Sentence("Cannot write beside " + data + ": " + e.getMessage(), e);
        }
        if (!Files.isDirectory(data)) {
            install();
        }
        try {
            OwnersOnly.write(data.resolveSibling(ADMINISTRATION), administration());
        } catch (IOException e) {
            throw new Sentence("Cannot write beside " + data + ": " + e.getMessage(), e);
        }
        process.start();
        awaitReady();
    }

    /// Its own: a server that starts deletes what others have under way in a folder that they
    /// share.
    private static Path temporary(Path data) {
        return data.resolveSibling("mariadb-tmp");
    }

    /// Read before the first connection is taken: a version before had a root without a password,
    /// whom everybody on the machine reached by TCP.
    private static String administration() {
        StringBuilder sql = new StringBuilder();
        sql.append(
                "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <>"
                        + " 'localhost');\n");
        sql.append("FLUSH PRIVILEGES;\n");
        if (!USER.equals("root")) {
            sql.append(
                    "CREATE USER IF NOT EXISTS '%s'@localhost IDENTIFIED VIA unix_socket;\n"
                            .formatted(USER));
            sql.append("GRANT ALL ON *.* TO '%s'@localhost WITH GRANT OPTION;\n".formatted(USER));
        } else {
            sql.append("ALTER USER root@localhost IDENTIFIED VIA unix_socket;\n");
        }
        return sql.toString();
    }

    public void awaitReady() {
        process.awaitListening(Duration.ofSeconds(60), port);
    }

    /// Runs SQL as root over the socket.
    ///
    /// @return the rows as the client prints them, after a line of names
    public String execute(String sql) {
        // By its input: arguments are seen by everybody, and there are passwords in some.
        return Command.of(client()).reading(sql).run();
    }

    private List<String> client() {
        return List.of(
                base.resolve("bin/mariadb").toString(),
                "--no-defaults",
                "--batch",
                "--skip-ssl",
                "--user=" + USER,
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
                                "--user=" + USER,
                                "--socket=" + data.resolve("m.sock"),
                                "--single-transaction",
                                "--master-data=2",
                                "--hex-blob",
                                "--routines",
                                "--result-file=" + file,
                                "--databases"));
        command.addAll(schemas);
        Command.of(command).run(LONG);
    }

    /// Runs a file of SQL as root.
    void load(Path file) {
        Command.of(client()).reading(file).run(LONG);
    }

    /// A schema with an owner, who migrates it, and a user, who may only read and write rows; both
    /// from this machine only.
    public void createSchema(String schema, String ownerPassword, String userPassword) {
        String owner = schema + "_owner";
        execute(
                "CREATE DATABASE IF NOT EXISTS "
                        + schema
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
                        + user(owner, ownerPassword)
                        + user(schema, userPassword)
                        + grant("ALL", schema, owner + "'@'127.0.0.1")
                        + grant("SELECT, INSERT, UPDATE, DELETE", schema, schema + "'@'127.0.0.1")
                        + "DROP USER IF EXISTS '"
                        + schema
                        + "'@'%';"
                        + definer(schema, owner));
    }

    private static String grant(String rights, String schema, String account) {
        return "GRANT " + rights + " ON " + schema + ".* TO '" + account + "';";
    }

    private static String user(String name, String password) {
        String account = "'" + name + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';";
        return "CREATE USER IF NOT EXISTS " + account + "ALTER USER " + account;
    }

    /// Triggers of a version before are defined by an owner from anywhere. While there are any he
    /// stays, locked; else he goes.
    private String definer(String schema, String owner) {
        String account = owner + "'@'%";
        boolean defines =
                !execute(
                                "SELECT 1 FROM information_schema.triggers WHERE definer = '%s@%%' LIMIT 1;"
                                        .formatted(owner))
                        .isBlank();
        return defines
                ? "CREATE USER IF NOT EXISTS '%1$s' ACCOUNT LOCK; ALTER USER '%1$s' ACCOUNT LOCK;"
                                .formatted(account)
                        + grant("ALL", schema, account)
                : "DROP USER IF EXISTS '" + account + "';";
    }

    /// Beside its place first: a folder that was not finished is never started from.
    private void install() {
        Path made = data.resolveSibling("mariadb.new");
        try {
            BuildCache.delete(made);
            install(made);
            Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Sentence("Cannot write " + made + ": " + e.getMessage(), e);
        }
    }

    private void install(Path data) {
        Command.of(
                        List.of(
                                base.resolve("scripts/mariadb-install-db").toString(),
                                "--no-defaults",
                                "--force",
                                "--user=" + USER,
                                "--auth-root-authentication-method=socket",
                                "--auth-root-socket-user=" + USER,
                                "--basedir=" + base,
                                "--datadir=" + data,
                                "--tmpdir=" + temporary(data),
                                "--skip-test-db"))
                .with(FILES)
                .run();
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
}
