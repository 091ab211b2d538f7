package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Who listens at the ports of this machine, as its kernel tells: an answer alone does not say
/// whose it is, and anybody may have taken a port before the process whose it should be.
final class Listeners {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /// Where a client of 127.0.0.1 may end, in either order of bytes: itself, every address, and
    /// both as IPv6 has them.
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "7F000001",
                    "00000000",
                    "0".repeat(32),
                    "0000000000000000FFFF00000100007F",
                    "00000000000000000000FFFF7F000001");

    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Listeners() {}

    /// Whether this process listens at a port of 127.0.0.1, and no other does; where no kernel
    /// tells, whether anybody does.
    static boolean only(long pid, int port) {
        if (!Files.isReadable(TABLES.getFirst())) {
            return ServerProcess.accepts(port);
        }
        try {
            List<String> all = sockets(port);
            return !all.isEmpty() && of(pid).containsAll(all);
        } catch (IOException | UncheckedIOException e) {
            // It ended, or the table changed meanwhile: asked again soon.
            return false;
        }
    }

    private static List<String> sockets(int port) throws IOException {
        String itsPort = "%04X".formatted(port);
        List<String> out = new ArrayList<>();
        for (Path table : TABLES) {
            if (!Files.isReadable(table)) {
                continue;
            }
            for (String line : Files.readAllLines(table)) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length <= INODE || !words[STATE].equals(LISTENS)) {
                    continue;
                }
                String[] address = words[ADDRESS].split(":", 2);
                if (address[1].equals(itsPort) && LOOPBACK.contains(address[0])) {
                    out.add("socket:[" + words[INODE] + "]");
                }
            }
        }
        return out;
    }

    private static Set<String> of(long pid) throws IOException {
        Set<String> out = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path it : (Iterable<Path>) open::iterator) {
                if (Files.isSymbolicLink(it)) {
                    out.add(Files.readSymbolicLink(it).toString());
                }
            }
        }
        return out;
    }
}
