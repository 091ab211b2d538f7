package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.cert.KeyStoreFile;

import java.io.IOException;
import java.nio.file.Path;

/// `HandOverCommand <file of the ceremony's password> (<key.p12> <copy.p12> <file of its
/// password>)…`: copies of keys that other services sign with, each under a password of its own, so
/// that nobody but the authority needs the ceremony's.
public final class HandOverCommand {
    private static final int EACH = 3;

    private HandOverCommand() {}

    public static void main(String[] args) throws IOException {
        if (args.length <= EACH || args.length % EACH != 1) {
            System.err.println(
                    "Give: file of the ceremony's password, then for each key: key, copy, file of"
                        + " its password.");
            System.exit(2);
            return;
        }
        char[] password = CeremonyPassword.firstLine(Path.of(args[0])).toCharArray();
        for (int i = 1; i < args.length; i += EACH) {
            String own = CeremonyPassword.firstLine(Path.of(args[i + 2]));
            if (own.isEmpty()) {
                throw new IllegalArgumentException("empty: " + args[i + 2]);
            }
            KeyStoreFile.save(
                    Path.of(args[i + 1]),
                    KeyStoreFile.load(Path.of(args[i]), password),
                    own.toCharArray());
        }
    }
}
