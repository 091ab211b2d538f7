package cn.biaozhengtong.crypto.internal;

/// Which SM4-GCM works: libgcrypt's when the library is there and its self-test passes, else our own in Java. `-Dbzt.crypto.sm4=java` or `=libgcrypt` forces one.
public final class Sm4GcmChoice {
    private static final String WANTED = System.getProperty("bzt.crypto.sm4", "auto");
    private static final boolean NATIVE = !WANTED.equals("java") && Libgcrypt.works();

    static {
        if (WANTED.equals("libgcrypt") && !NATIVE) {
            throw new IllegalStateException("libgcrypt was asked for, and is missing or broken");
        }
    }

    private Sm4GcmChoice() {}

    public static Sm4Gcm create(byte[] key) {
        return NATIVE ? new LibgcryptSm4Gcm(key) : new JavaSm4Gcm(key);
    }

    /// `java`, or `libgcrypt` and its version.
    public static String name() {
        return NATIVE ? "libgcrypt " + Libgcrypt.version() : "java";
    }
}
