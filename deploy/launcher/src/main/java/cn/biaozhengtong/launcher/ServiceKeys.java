package cn.biaozhengtong.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keys of the ceremony that services other than ca-order-service sign with, each in its service's
/// own folder and under its own password: what opens the authority's keys stays with the authority.
final class ServiceKeys {
    private static final List<String> AUDITED =
            List.of(
                    "identity-service",
                    "enterprise-service",
                    "ca-order-service",
                    "seal-service",
                    "scan-session-service");

    private final Path online;
    private final Secrets secrets;
    private final List<String> arguments = new ArrayList<>();

    private ServiceKeys(Path online, Secrets secrets) {
        this.online = online;
        this.secrets = secrets;
    }

    static Path audit(Secrets secrets, String service) {
        return secrets.folderOf(service).resolve("audit.p12");
    }

    static Path webhook(Secrets secrets) {
        return secrets.folderOf("scan-session-service").resolve("webhook.p12");
    }

    /// Copies what is not there yet from the ceremony's folder, which keeps its own.
    static void handOver(Path online, Secrets secrets) {
        ServiceKeys keys = new ServiceKeys(online, secrets);
        for (String service : AUDITED) {
            keys.add("audit-" + service, audit(secrets, service), "audit." + service);
        }
        keys.add("webhook", webhook(secrets), "webhook");
        keys.copy();
    }

    private void add(String who, Path target, String password) {
        if (Files.exists(target)) {
            return;
        }
        arguments.addAll(
                List.of(
                        online.resolve(who + ".p12").toString(),
                        target.toString(),
                        secrets.file(password).toString()));
    }

    private void copy() {
        if (arguments.isEmpty()) {
            return;
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Dist.java().toString(),
                                "-cp",
                                Applications.unpacked("ca-order-service")
                                        .resolve("app.jar")
                                        .toString(),
                                "cn.biaozhengtong.caorder.authority.ceremony.HandOverCommand"));
        command.addAll(arguments);
        try {
            Command.of(command)
                    .with(Map.of("BZT_CA_PASSWORD_FILE", secrets.file("ca").toString()))
                    .run();
        } finally {
            secrets.deleteFiles();
        }
    }
}
