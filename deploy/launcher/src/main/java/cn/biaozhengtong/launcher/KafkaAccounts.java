package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who a suite's Kafka knows: each service by a password of its own (SASL PLAIN over loopback), and
/// the broker itself, its only administrator. The controller's listener knows the broker alone.
record KafkaAccounts(Secrets secrets) {
    private static final String BROKER = "broker";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                    + " password=\"%s\"%s;";

    /// A client's `sasl.jaas.config`.
    static String jaas(String who, Secrets secrets) {
        return LOGIN.formatted(who, password(who, secrets), "");
    }

    private static String password(String who, Secrets secrets) {
        return secrets.get("kafka." + who);
    }

    private static TopicAccess access() {
        return TopicAccess.of(table());
    }

    private static Path table() {
        return Dist.locate().checkout().resolve("deploy/kafka/access.properties");
    }

    /// Of the broker's properties what says who is let in, and to what.
    String listeners(int port, int controllerPort) {
        StringBuilder known = new StringBuilder(user(BROKER));
        access().services().forEach(it -> known.append(user(it)));
        return """
        listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=CLIENTS://127.0.0.1:%1$d
        listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
        inter.broker.listener.name=CLIENTS
        sasl.enabled.mechanisms=PLAIN
        sasl.mechanism.inter.broker.protocol=PLAIN
        sasl.mechanism.controller.protocol=PLAIN
        listener.name.clients.plain.sasl.jaas.config=%3$s
        listener.name.controller.plain.sasl.jaas.config=%4$s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:broker
        allow.everyone.if.no.acl.found=false
        """
                .formatted(
                        port,
                        controllerPort,
                        LOGIN.formatted(BROKER, password(BROKER, secrets), known),
                        LOGIN.formatted(BROKER, password(BROKER, secrets), user(BROKER)));
    }

    private String user(String who) {
        return " user_%s=\"%s\"".formatted(who, password(who, secrets));
    }

    /// Makes the running broker's rules those of `deploy/kafka/access.properties`, when they are
    /// not those already.
    void grant(String bootstrap, Path folder) {
        Path granted = folder.resolve("granted");
        try {
            String wanted = Files.readString(table(), StandardCharsets.UTF_8);
            if (Files.exists(granted) && Files.readString(granted).equals(wanted)) {
                return;
            }
            administer(
                    GrantTopics.class.getName(),
                    administrator(bootstrap, folder),
                    List.of(table().toString()));
            OwnersOnly.write(granted, wanted);
        } catch (IOException e) {
            throw new Sentence("Cannot use " + folder + ": " + e.getMessage(), e);
        }
    }

    /// A file that says how the broker's administrator reaches it.
    Path administrator(String bootstrap, Path folder) throws IOException {
        Path client = folder.resolve("administrator.properties");
        OwnersOnly.write(
                client,
                """
                bootstrap.servers=%s
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s
                """
                        .formatted(bootstrap, jaas(BROKER, secrets)));
        return client;
    }

    /// Runs a program of ours in a process of its own, with Kafka's jars.
    ///
    /// @return what it said
    static String administer(String program, Path client, List<String> arguments) {
        Dist dist = Dist.locate();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Dist.java().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dorg.apache.logging.log4j.level=ERROR",
                                "-cp",
                                dist.checkout().resolve("deploy/launcher/target/classes")
                                        + ":"
                                        + dist.kafka()
                                        + "/*",
                                program,
                                client.toString()));
        command.addAll(arguments);
        return Command.of(command).run();
    }
}
