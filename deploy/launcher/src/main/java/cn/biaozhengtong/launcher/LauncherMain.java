package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `up`, `down`, `status`, `backup`, `restore`, `rotate-key`, `dead-letters`: what `deploy/up` and
/// its siblings run.
public final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] args) {
        String command = args.length == 0 ? "up" : args[0];
        Path state =
                Path.of(
                        environment(
                                "BZT_STATE",
                                Dist.locate().checkout().resolve(".suite").toString()));
        Ports ports = new Ports(Integer.parseInt(environment("BZT_BASE_PORT", "18080")));
        try {
            switch (command) {
                case "up" -> up(state, ports);
                case "down" -> down(state);
                case "status" -> status(state, ports);
                case "backup" -> backup(state, args);
                case "restore" -> restore(state, ports, args);
                case "rotate-key" -> rotateKey(state, args);
                case "dead-letters" -> deadLetters(state, ports, args);
                default ->
                        throw new Sentence(
                                "Say up, down, status, backup, restore, rotate-key or"
                                        + " dead-letters.");
            }
        } catch (Sentence e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("Cannot use " + state + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static void up(Path state, Ports ports) throws IOException {
        OwnersOnly.folder(state);
        try (FileChannel channel =
                        FileChannel.open(
                                state.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new Sentence("A suite runs on " + state + " already: deploy/down ends it.");
            }
            OwnersOnly.write(state.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
            Suite suite = Suite.in(state, ports, System.out::println);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                System.out.println("Stopping.");
                                suite.close();
                                ended.countDown();
                            }));
            suite.start();
            suite.supervise();
            demonstrate(suite);
            tellAddresses(suite);
            OwnersOnly.write(state.resolve("ready"), "");
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rotateKey(Path state, String[] args) {
        Path secrets = state.resolve("secrets");
        boolean known = args.length == 2 && Files.exists(secrets.resolve(args[1]));
        if (!known) {
            throw new Sentence(
                    "Say deploy/rotate-key and a service that has a field key in " + secrets + ".");
        }
        int version = Secrets.in(secrets).rotateFieldKey(args[1]);
        System.out.println(
                args[1]
                        + " seals under field key version "
                        + version
                        + " from its next start on, and then seals anew what is older. Back up "
                        + secrets
                        + " before that start: without it nothing opens.");
    }

    /// At this machine's broker, or at the one that `BZT_BROKER` says how to reach.
    private static void deadLetters(Path state, Ports ports, String[] args) throws IOException {
        String broker = environment("BZT_BROKER", "");
        Path client =
                broker.isEmpty()
                        ? new KafkaAccounts(Secrets.in(state.resolve("secrets")))
                                .administrator("127.0.0.1:" + ports.kafka(), state.resolve("kafka"))
                        : Path.of(broker);
        System.out.print(
                KafkaAccounts.administer(
                        DeadLetters.class.getName(),
                        client,
                        List.of(args).subList(1, args.length)));
    }

    /// Demo data and demo journey; when one fails the suite stays up, to be looked at.
    private static void demonstrate(Suite suite) throws IOException {
        try {
            acceptance(suite, "setup");
            suite.startSample();
            acceptance(suite, "journey");
        } catch (Sentence e) {
            System.err.println(e.getMessage());
        }
    }

    /// Runs a part of the acceptance program against the suite, its output passed through.
    private static void acceptance(Suite suite, String part) throws IOException {
        Process process =
                new ProcessBuilder(
                                Dist.java().toString(),
                                "-Xmx256m",
                                "-jar",
                                Dist.locate().application("deploy/acceptance").toString(),
                                part,
                                suite.state().toString())
                        .inheritIO()
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new Sentence(
                        "The "
                                + part
                                + " did not succeed; see above and the logs in "
                                + suite.state().resolve("logs"));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static void tellAddresses(Suite suite) {
        Ports ports = suite.ports();
        System.out.println();
        System.out.println("The suite is up. deploy/down, or Ctrl-C here, ends it.");
        System.out.println("  gateway                http://127.0.0.1:" + ports.gateway());
        System.out.println(
                "  API documentation      http://127.0.0.1:" + ports.gateway() + "/docs");
        System.out.println("  sample tender platform http://127.0.0.1:" + ports.sample());
        System.out.println("  Keycloak               http://127.0.0.1:" + ports.keycloak());
        System.out.println(
                "  operators              reviewer-li, approver-wang, admin-chen, admin-zhou,"
                        + " auditor-sun");
        System.out.println(
                "  operators' passwords   in " + suite.state().resolve("endpoints.properties"));
        System.out.println(
                "  a bidder               any mobile number; codes at /sandbox/v1/sms/{phone}");
        System.out.println("  logs                   " + suite.state().resolve("logs"));
    }

    private static void down(Path state) throws IOException {
        Path pid = state.resolve("pid");
        if (!Files.exists(pid)) {
            System.out.println("No suite runs on " + state + ".");
            return;
        }
        long id = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle launcher = ProcessHandle.of(id).filter(LauncherMain::isLauncher).orElse(null);
        if (launcher != null) {
            launcher.destroy();
            // Services, then Keycloak and Kafka, then the database: 30 s each, and to end by force.
            for (int i = 0; i < 1200 && launcher.isAlive(); i++) {
                ServerProcess.pause(Duration.ofMillis(100));
            }
            if (launcher.isAlive()) {
                throw new Sentence("The launcher " + id + " does not end; kill it yourself.");
            }
        }
        Files.deleteIfExists(pid);
        Files.deleteIfExists(state.resolve("ready"));
        System.out.println("Stopped.");
    }

    private static void backup(Path state, String[] args) {
        if (args.length != 2) {
            throw new Sentence("Say deploy/backup and a new folder.");
        }
        new Backup(Path.of(args[1])).make(state);
        System.out.println(
                "Backed up. Keep "
                        + Path.of(args[1], "keys")
                        + " in another place than the data: together they open everything.");
    }

    private static void restore(Path state, Ports ports, String[] args) {
        if (args.length != 2) {
            throw new Sentence("Say deploy/restore and the folder of a backup.");
        }
        new Backup(Path.of(args[1])).restore(state, ports);
        System.out.println(
                "Restored as of the backup, scan sessions void. What was done since is missing,"
                        + " revocations too: compare the lists that were published last."
                        + " deploy/up starts it.");
    }

    /// A process id may have been given to somebody else since.
    private static boolean isLauncher(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("LauncherMain");
    }

    private static void status(Path state, Ports ports) throws IOException {
        boolean running = ServerProcess.accepts(ports.gateway());
        System.out.println(
                running
                        ? "A suite answers at http://127.0.0.1:" + ports.gateway()
                        : "No suite answers at port "
                                + ports.gateway()
                                + " (state "
                                + state
                                + ").");
        Path startedAgain = state.resolve(Supervisor.TOLD);
        if (Files.exists(startedAgain)) {
            System.out.print(Files.readString(startedAgain));
        }
        if (!running) {
            System.exit(1);
        }
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
