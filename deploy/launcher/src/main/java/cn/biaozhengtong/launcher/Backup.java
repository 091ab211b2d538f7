package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A running suite's backup, and a suite from one.
///
/// `data` holds the databases, at one moment, the objects and the audit logs' checkpoints; `keys`
/// holds what opens them and the authority's keys, and belongs in another place. The root key is
/// not in it: it is not here either.
public final class Backup {
    private static final List<String> KEYS = List.of("secrets", "ca");
    static final String RESTORED = "restored";
    private static final String DUMP = "databases.sql";

    private final Path folder;

    public Backup(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    private Path dump() {
        return folder.resolve("data").resolve(DUMP);
    }

    /// While the suite runs; nobody waits for it.
    public void make(Path state) {
        MariaDbServer database = MariaDbServer.in(state, 0, state.resolve("logs/backup.log"));
        try {
            if (Files.exists(folder)) {
                throw new Sentence(folder + " is there already: name a new folder.");
            }
            OwnersOnly.folder(folder);
            OwnersOnly.folder(folder.resolve("data"));
            // Before the databases: every entry that a checkpoint states is there.
            copy(state.resolve("audit"), folder.resolve("data/audit"));
            database.dump(schemas(), dump());
            // After the databases: every object that they name is there.
            copy(state.resolve("objects"), folder.resolve("data/objects"));
            for (String each : KEYS) {
                copy(state.resolve(each), folder.resolve("keys").resolve(each));
            }
            OwnersOnly.write(folder.resolve("format"), Files.readString(state.resolve("format")));
        } catch (IOException e) {
            throw new Sentence("Cannot write the backup " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Into a state folder that is not there yet; the suite is started on it afterwards.
    public void restore(Path state, Ports ports) {
        if (Files.exists(state)) {
            throw new Sentence(state + " is there already: a backup goes into a new state folder.");
        }
        if (!Files.exists(dump())) {
            throw new Sentence(folder + " holds no " + DUMP + ": name a folder of deploy/backup.");
        }
        Path made = state.resolveSibling(state.getFileName() + ".restoring");
        try {
            if (Files.exists(made)) {
                throw new Sentence(made + " is left from a restore that ended: delete it first.");
            }
            OwnersOnly.folder(made);
            OwnersOnly.folder(made.resolve("logs"));
            Files.copy(folder.resolve("format"), made.resolve("format"));
            for (String each : KEYS) {
                copy(folder.resolve("keys").resolve(each), made.resolve(each));
            }
            copy(folder.resolve("data/objects"), made.resolve("objects"));
            copy(folder.resolve("data/audit"), made.resolve("audit"));
            load(made, ports);
            OwnersOnly.write(made.resolve(RESTORED), "from " + folder + "\n");
            Files.move(made, state, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Sentence("Cannot restore into " + state + ": " + e.getMessage(), e);
        }
    }

    private void load(Path made, Ports ports) {
        MariaDbServer database =
                MariaDbServer.in(made, ports.mariaDb(), made.resolve("logs/mariadb.log"));
        database.start();
        try {
            database.execute(
                    "SET GLOBAL innodb_flush_log_at_trx_commit = 2; SET GLOBAL sync_binlog = 0");
            database.load(dump());
            database.execute(afterwards());
        } finally {
            database.process().stop(Duration.ofSeconds(120));
        }
    }

    /// What was in flight at the moment of the backup is void, and events are told again: consumers
    /// know what they had.
    private static String afterwards() {
        StringBuilder sql = new StringBuilder();
        for (String schema : JavaServices.schemasWithEvents()) {
            sql.append(
                    "UPDATE %1$s.outbox o JOIN (SELECT MAX(sent_at) AS last FROM %1$s.outbox) m SET o.sent_at = NULL WHERE o.sent_at > m.last - INTERVAL 1 DAY;"
                            .formatted(schema));
        }
        sql.append(
                """
                INSERT INTO scan_session.session_transition (session_id, to_state, actor, at)
                    SELECT id, 'failed', 'restore', UTC_TIMESTAMP(6) FROM scan_session.scan_session
                    WHERE state IN ('awaiting_scan', 'awaiting_approval');
                UPDATE scan_session.scan_session SET state = 'failed', error = 'timeout', version = version + 1
                    WHERE state IN ('awaiting_scan', 'awaiting_approval');
                DELETE FROM identity.login;
                DELETE FROM keycloak.OFFLINE_CLIENT_SESSION;
                DELETE FROM keycloak.OFFLINE_USER_SESSION;
                """);
        return sql.toString();
    }

    private static List<String> schemas() {
        return Stream.concat(Stream.of("keycloak"), JavaServices.schemas().stream()).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                // Still being written; under its name it is whole.
                if (file.getFileName().toString().startsWith(".new")) {
                    continue;
                }
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
