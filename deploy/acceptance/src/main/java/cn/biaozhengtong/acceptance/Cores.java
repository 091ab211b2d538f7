package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gives who asks a core that the services have no part of. On the same ones, the more he asks, the
/// less could be answered, and what he has to wait for is himself. The gateway goes with him: where
/// it matters it has machines of its own (production.md), and what it refuses costs the services
/// nothing.
final class Cores {
    private static final String TASKSET = "/usr/bin/taskset";

    private Cores() {}

    /// From now on the services, with database, Kafka and Keycloak, have all cores but the last;
    /// gateway and who asks have that.
    ///
    /// @return false where there is one only
    static boolean apart(Suite suite) {
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last < 1 || !Files.isExecutable(Path.of(TASKSET))) {
            return false;
        }
        for (ServerProcess it : suite.processes()) {
            String own = it.name().equals("gateway") ? Integer.toString(last) : "0-" + (last - 1);
            pin(it.pid(), own);
        }
        pin(ProcessHandle.current().pid(), Integer.toString(last));
        return true;
    }

    /// All its threads.
    private static void pin(long pid, String cores) {
        try {
            Process it =
                    new ProcessBuilder(TASKSET, "-a", "-c", "-p", cores, Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (it.waitFor() != 0) {
                throw new IllegalStateException("cannot pin " + pid + " to " + cores);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
