package cn.biaozhengtong.kit.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A worker that a decoder's fault gave to somebody else: it says what it managed to do.
public final class Rogue {
    private Rogue() {}

    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeByte(WorkerProcess.READY);
        out.flush();
        String given = in.readUTF();
        String made = in.readUTF();
        tell(out, "writes-where-it-is-given", () -> Files.writeString(Path.of(given, "x"), "x"));
        tell(
                out,
                "links-where-it-is-given",
                () -> Files.createSymbolicLink(Path.of(given, "y"), Path.of("/etc/passwd")));
        tell(out, "writes-at-the-root", () -> Files.writeString(Path.of("/x"), "x"));
        tell(out, "writes-to-shared-memory", () -> Files.writeString(Path.of("/dev/shm/x"), "x"));
        tell(out, "reads-users", () -> Files.readString(Path.of("/etc/passwd")));
        tell(out, "becomes-root-in-a-namespace", () -> run("/usr/bin/unshare", "-U", "-r", "true"));
        tell(out, "fills-the-disk", () -> Files.write(Path.of(made, "large"), new byte[3 << 20]));
        Files.delete(Path.of(made, "large"));
        Files.writeString(Path.of(made, "kept"), "what it made");
        Files.createSymbolicLink(Path.of(made, "link"), Path.of("/etc/passwd"));
        out.writeUTF("");
        out.flush();
        // It pays no heed to its pipe.
        Thread.sleep(TimeUnit.MINUTES.toMillis(2));
    }

    private interface Try {
        void run() throws Exception;
    }

    private static void run(String... command) throws Exception {
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException("refused");
        }
    }

    private static void tell(DataOutputStream out, String what, Try it) throws IOException {
        try {
            it.run();
            out.writeUTF(what);
        } catch (Exception e) {
            // Held.
            return;
        }
        out.flush();
    }

    /// A service with such a worker, that says its process id.
    static final class Service {
        private Service() {}

        public static void main(String[] args) throws Exception {
            WorkerProcess it = WorkerProcess.start(SandboxTest.command(Path.of(args[0])));
            System.out.println(it.pid());
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }
}
