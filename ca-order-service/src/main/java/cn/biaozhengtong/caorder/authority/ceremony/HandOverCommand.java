package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.nio.file.Path;

/// `HandOverCommand (<key.p12> <copy.p12> <file of its password>)…`: copies of keys that other
/// services sign with, each under a password of its own, so that nobody but the authority needs the
/// ceremony's ([CeremonyPassword]).
public final class HandOverCommand {
    private static final int EACH = 3;

    private HandOverCommand() {}

    public static void main(String[] args) throws IOException {
        String password = CeremonyPassword.given();
        if (args.length == 0 || args.length % EACH != 0 || password.isEmpty()) {
            System.err.println(
                    "Give for each key: key, copy, file of its password; and"
                            + " BZT_CA_PASSWORD_FILE.");
            System.exit(2);
            return;
        }
        for (int i = 0; i < args.length; i += EACH) {
            copy(
                    Path.of(args[i]),
                    password,
                    Path.of(args[i + 1]),
                    CeremonyPassword.firstLine(Path.of(args[i + 2])));
        }
    }

    static void copy(Path key, String password, Path copy, String own) {
        if (own.isEmpty()) {
            throw new IllegalArgumentException("no password for " + copy);
        }
        KeyStoreFile.save(copy, KeyStoreFile.load(key, password.toCharArray()), own.toCharArray());
    }
}
