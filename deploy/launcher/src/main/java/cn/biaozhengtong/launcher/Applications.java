package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Application jars, unpacked in the cache from where services run.
final class Applications {
    private Applications() {}

    /// Unpacks the jar as Spring Boot recommends, and archives its classes, once per build of it.
    static Path unpacked(String module) {
        Path jar = Dist.locate().application(module);
        try {
            String stamp = KeycloakServer.digest(jar);
            BuildCache cache = BuildCache.ofCheckout();
            Path folder = cache.place(module, stamp);
            if (Files.exists(folder.resolve("done"))) {
                return folder;
            }
            cache.deleteOlder(module);
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
                    .in(cache.folder())
                    .run();
            Files.move(
                    folder.resolve(jar.getFileName()),
                    folder.resolve("app.jar"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(folder.resolve("done"));
            return folder;
        } catch (IOException e) {
            throw new Sentence("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }
}
