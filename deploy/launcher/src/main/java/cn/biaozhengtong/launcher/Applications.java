package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Application jars, unpacked in the cache from where services run.
final class Applications {
    private Applications() {}

    /// Unpacks the jar as Spring Boot recommends, and archives its classes, once per build of it.
    static Path unpacked(String module) {
        Path jar = Dist.locate().application(module);
        try {
            String stamp = KeycloakServer.digest(jar);
            Path folder = Dist.locate().cache().resolve(module + "-" + stamp);
            if (Files.exists(folder.resolve("done"))) {
                return folder;
            }
            deleteOlder(module);
            Command.of(
                            List.of(
                                    Dist.java().toString(),
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--force",
                                    "--destination",
                                    folder.toString()))
                    .in(Dist.locate().cache())
                    .run();
            Files.move(folder.resolve(jar.getFileName()), folder.resolve("app.jar"));
            Files.createFile(folder.resolve("done"));
            return folder;
        } catch (IOException e) {
            throw new Sentence("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void deleteOlder(String module) throws IOException {
        Path cache = Files.createDirectories(Dist.locate().cache());
        try (Stream<Path> entries = Files.list(cache)) {
            // What another suite may still run from is left until it is a week old.
            long weekAgo = System.currentTimeMillis() - Duration.ofDays(7).toMillis();
            for (Path old :
                    entries.filter(p -> p.getFileName().toString().startsWith(module + "-"))
                            .toList()) {
                if (Files.getLastModifiedTime(old).toMillis() < weekAgo) {
                    Files.delete(old.resolve("done"));
                }
            }
        }
    }
}
