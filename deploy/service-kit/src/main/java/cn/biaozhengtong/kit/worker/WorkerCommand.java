package cn.biaozhengtong.kit.worker;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a worker is started: this very Java, the jars that decoding needs and no other, little
/// memory, nothing of the environment.
public final class WorkerCommand {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);
    private static final String NESTED = "nested:";

    /// Without a network: what takes a decoder over reaches nobody. It becomes Java itself, under
    /// the same process id.
    private static final List<String> ALONE =
            usable(List.of("/usr/bin/unshare", "--user", "--map-current-user", "--net", "--"));

    private WorkerCommand() {}

    /// Empty where the machine does not let its users make namespaces.
    private static List<String> usable(List<String> prefix) {
        List<String> trial = new ArrayList<>(prefix);
        trial.add("/bin/true");
        try {
            if (new ProcessBuilder(trial).start().waitFor() == 0) {
                return prefix;
            }
        } catch (IOException e) {
            LOG.debug("no namespaces", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn("workers can reach the network: no namespaces for users here");
        return List.of();
    }

    /// @param heapMb of what it makes
    /// @param classesMb of what it is made of
    public record Memory(int heapMb, int classesMb) {}

    /// @param main says [WorkerProcess#READY] on its output when it can work
    /// @param needed one class of each other jar that it needs
    public static List<String> of(Memory memory, Class<?> main, List<Class<?>> needed) {
        List<String> out = new ArrayList<>(ALONE);
        out.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        out.addAll(
                List.of(
                        "-Xms16m",
                        "-Xmx" + memory.heapMb() + "m",
                        // Rasters are large: they need one piece of the old generation.
                        "-Xmn12m",
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxMetaspaceSize=" + memory.classesMb() + "m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-Xshare:auto",
                        "-Xlog:disable",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        out.addAll(started(main, needed));
        return out;
    }

    private static List<String> started(Class<?> main, List<Class<?>> needed) {
        URL own = location(main);
        if (own.toString().contains(NESTED)) {
            // From the application jar as it was built, whose own launcher finds jars in it.
            return List.of(
                    "-cp",
                    outer(own.toString()),
                    "-Dloader.main=" + main.getName(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher");
        }
        Set<String> jars = new LinkedHashSet<>();
        jars.add(file(own));
        needed.forEach(it -> jars.add(file(location(it))));
        return List.of("-cp", String.join(":", jars), main.getName());
    }

    /// `jar:nested:/suite/app.jar/!BOOT-INF/lib/service-kit.jar!/`: the application jar.
    static String outer(String location) {
        int from = location.indexOf(NESTED) + NESTED.length();
        int to = location.indexOf("/!", from);
        return URI.create(location.substring(from, to < 0 ? location.length() : to)).getPath();
    }

    private static URL location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type + " comes from nowhere");
        }
        return source.getLocation();
    }

    private static String file(URL location) {
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(location.toString(), e);
        }
    }
}
