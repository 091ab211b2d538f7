package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real single-node Kafka (KRaft) in its own process; its log folder survives restarts.
public final class KafkaServer {
    private final Path folder;
    private final int port;
    private final ServerProcess process;

    private KafkaServer(Path folder, int port, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static KafkaServer in(Path state, int port, int controllerPort, Path log) {
        Path folder = state.resolve("kafka");
        try {
            OwnersOnly.folder(folder);
            OwnersOnly.write(
                    folder.resolve("server.properties"), properties(folder, port, controllerPort));
            OwnersOnly.write(folder.resolve("log4j2.properties"), LOGGING);
        } catch (IOException e) {
            throw new Sentence("Cannot write " + folder + ": " + e.getMessage(), e);
        }
        List<String> command = java(folder);
        command.addAll(List.of("kafka.Kafka", folder.resolve("server.properties").toString()));
        return new KafkaServer(
                folder, port, new ServerProcess("kafka", command, Map.of(), folder, log));
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

    private static String properties(Path folder, int port, int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        log.dirs=%3$s/logs
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
                .formatted(port, controllerPort, folder);
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
    }

    public void awaitReady() {
        process.awaitReady(Duration.ofSeconds(60), () -> ServerProcess.accepts(port));
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
