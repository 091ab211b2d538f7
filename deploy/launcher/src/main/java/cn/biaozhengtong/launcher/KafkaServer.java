package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real single-node Kafka (KRaft) in its own process; its log folder survives restarts.
public final class KafkaServer {
    private final Path folder;
    private final int port;
    private final ServerProcess process;
    private final @Nullable KafkaAccounts accounts;

    private KafkaServer(
            Path folder, int port, ServerProcess process, @Nullable KafkaAccounts accounts) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.accounts = accounts;
    }

    /// Lets everybody on the machine write and read everything: for tests, which play all services.
    public static KafkaServer open(Path state, int port, int controllerPort, Path log) {
        return in(state, port, controllerPort, log, null);
    }

    /// Lets in who has an account, to the topics that are his.
    static KafkaServer guarded(
            Path state, int port, int controllerPort, Path log, KafkaAccounts accounts) {
        return in(state, port, controllerPort, log, accounts);
    }

    private static KafkaServer in(
            Path state, int port, int controllerPort, Path log, @Nullable KafkaAccounts accounts) {
        Path folder = state.resolve("kafka");
        String listeners =
                accounts == null
                        ? """
                        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                        """
                                .formatted(port, controllerPort)
                        : accounts.listeners(port, controllerPort);
        try {
            OwnersOnly.folder(folder);
            OwnersOnly.write(
                    folder.resolve("server.properties"),
                    listeners + properties(folder, controllerPort));
            OwnersOnly.write(folder.resolve("log4j2.properties"), LOGGING);
        } catch (IOException e) {
            throw new Sentence("Cannot write " + folder + ": " + e.getMessage(), e);
        }
        List<String> command = java(folder);
        command.addAll(List.of("kafka.Kafka", folder.resolve("server.properties").toString()));
        return new KafkaServer(
                folder, port, new ServerProcess("kafka", command, Map.of(), folder, log), accounts);
    }

    private static final String LOGGING =
            """
            rootLogger.level = WARN
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d %p %c{1} %m%n
            logger.server.name = kafka.server
            logger.server.level = WARN
            """;

    private static String properties(Path folder, int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.listener.names=CONTROLLER
        controller.quorum.bootstrap.servers=127.0.0.1:%1$d
        log.dirs=%2$s/logs
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=5
        transaction.state.log.replication.factor=1
        transaction.state.log.num.partitions=5
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.retention.hours=168
        # One node has no replicas to fall back on: an acknowledged record is on the disk.
        log.flush.interval.messages=1
        """
                .formatted(controllerPort, folder);
    }

    public ServerProcess process() {
        return process;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public void start() {
        if (!Files.exists(folder.resolve("logs/meta.properties"))) {
            format();
        }
        process.start();
        awaitReady();
        if (accounts != null) {
            accounts.grant(bootstrap(), folder);
        }
    }

    public void awaitReady() {
        process.awaitListening(Duration.ofSeconds(60), port);
    }

    private void format() {
        List<String> command = java(folder);
        command.addAll(
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        "MkU3OEVBNTcwNTJENDM2Qk",
                        "-c",
                        folder.resolve("server.properties").toString()));
        Command.of(command).run();
    }

    private static List<String> java(Path folder) {
        return new ArrayList<>(
                List.of(
                        Dist.java().toString(),
                        "-Xmx320m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"),
                        "-cp",
                        Dist.locate().kafka() + "/*"));
    }
}
