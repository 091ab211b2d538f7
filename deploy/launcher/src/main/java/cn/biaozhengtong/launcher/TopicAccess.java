package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// Which service may write and read which topics (`deploy/kafka/access.properties`).
record TopicAccess(Properties table) {
    static TopicAccess of(Path file) {
        Properties table = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            table.load(reader);
        } catch (IOException e) {
            throw new Sentence("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return new TopicAccess(table);
    }

    Set<String> services() {
        Set<String> out = new TreeSet<>();
        table.stringPropertyNames().forEach(it -> out.add(it.substring(0, it.lastIndexOf('.'))));
        return out;
    }

    Set<String> writes(String service) {
        return topics(service + ".writes");
    }

    Set<String> reads(String service) {
        return topics(service + ".reads");
    }

    /// What the names of a service's consumer groups begin with.
    static String groups(String service) {
        return service.replaceFirst("-service$", "");
    }

    private Set<String> topics(String name) {
        return new TreeSet<>(
                Arrays.asList(table.getProperty(name, "").strip().split("\\s*,\\s*", -1)));
    }
}
