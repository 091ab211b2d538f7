package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A suite of the tests' own, beside any that runs; one for all their classes, ended with them.
record OneSuite(Suite suite, Endpoints endpoints) {
    private static final Ports PORTS = new Ports(29080);
    private static @Nullable OneSuite one;

    static synchronized OneSuite started() {
        if (one != null) {
            return one;
        }
        Path state = Path.of("target/suite");
        deleteRecursively(state);
        Suite suite = Suite.in(state, PORTS, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        suite.start();
        Endpoints endpoints = Endpoints.of(suite.state());
        new Setup(endpoints).run();
        suite.startSample();
        one = new OneSuite(suite, endpoints);
        return one;
    }

    private static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
