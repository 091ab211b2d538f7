package cn.biaozhengtong.crypto.internal;

/// Which SM4-GCM works: on Java before 22, our own in Java.
///
/// The multi-release part for Java 22 and later takes libgcrypt when it is there.
public final class Sm4GcmChoice {
    private Sm4GcmChoice() {}

    public static Sm4Gcm create(byte[] key) {
        return new JavaSm4Gcm(key);
    }

    /// `java`, or `libgcrypt` and its version.
    public static String name() {
        return "java";
    }
}
