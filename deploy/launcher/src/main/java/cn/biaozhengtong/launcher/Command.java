package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that is run to its end. Others on the machine see its arguments: what is secret is
/// given by a file or by its input.
final class Command {
    private static final Duration USUAL = Duration.ofMinutes(5);

    private final List<String> arguments;
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable Path folder;
    private @Nullable String text;
    private @Nullable Path file;

    private Command(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    static Command of(List<String> arguments) {
        return new Command(arguments);
    }

    Command in(Path where) {
        folder = where;
        return this;
    }

    Command with(Map<String, String> environment) {
        variables.putAll(environment);
        return this;
    }

    /// Gives it a text that fits into a pipe's buffer, or that it reads before it says much.
    Command reading(String input) {
        text = input;
        return this;
    }

    Command reading(Path input) {
        file = input;
        return this;
    }

    String run() {
        return run(USUAL);
    }

    /// @return what it said, on either stream
    /// @throws Sentence with its words, when it fails or takes longer
    String run(Duration limit) {
        ProcessBuilder builder =
                new ProcessBuilder(OwnersOnly.command(arguments)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        if (file != null) {
            builder.redirectInput(file.toFile());
        }
        String name = Path.of(arguments.getFirst()).getFileName().toString();
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                if (text != null) {
                    in.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
            String said = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new Sentence(name + " failed: " + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new Sentence("Cannot run " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }
}
