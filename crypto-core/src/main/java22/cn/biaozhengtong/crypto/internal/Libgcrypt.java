package cn.biaozhengtong.crypto.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The few functions of libgcrypt (1.9 or later, which has SM4) that are used, by FFM.
///
/// Source: the libgcrypt reference manual, chapters 3 and 5.
// "restricted": loading a library and calling it is what this class is for.
@SuppressWarnings("restricted")
final class Libgcrypt {
    static final int SM4 = 318;
    static final int GCM = 9;

    private static final int CTL_DISABLE_SECMEM = 37;
    private static final int CTL_INITIALIZATION_FINISHED = 38;
    private static final String NEEDED = "1.9.0";

    private static final Optional<Functions> LIBRARY = load();

    private Libgcrypt() {}

    record Functions(
            String version,
            MethodHandle open,
            MethodHandle close,
            MethodHandle setKey,
            MethodHandle setIv,
            MethodHandle authenticate,
            MethodHandle encrypt,
            MethodHandle decrypt,
            MethodHandle getTag,
            MethodHandle checkTag) {}

    static Functions functions() {
        return LIBRARY.orElseThrow();
    }

    static String version() {
        return functions().version();
    }

    /// It is there, new enough, and agrees with BouncyCastle on a message of odd length.
    static boolean works() {
        if (LIBRARY.isEmpty()) {
            return false;
        }
        byte[] key = new byte[16];
        byte[] nonce = new byte[Sm4Gcm.NONCE];
        byte[] associated = {1, 2, 3};
        byte[] message = new byte[1037];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i * 31);
        }
        try (Sm4Gcm ours = new LibgcryptSm4Gcm(key);
                Sm4Gcm known = new JavaSm4Gcm(key)) {
            byte[] sealed = sealed(ours, nonce, associated, message);
            if (!Arrays.equals(sealed, sealed(known, nonce, associated, message))) {
                return false;
            }
            ByteBuffer out = ByteBuffer.allocateDirect(message.length);
            ours.open(nonce, associated, direct(sealed), out);
            return out.flip().equals(ByteBuffer.wrap(message));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static byte[] sealed(Sm4Gcm cipher, byte[] nonce, byte[] associated, byte[] message) {
        ByteBuffer out = ByteBuffer.allocateDirect(message.length + Sm4Gcm.TAG);
        cipher.seal(nonce, associated, direct(message), out);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static Optional<Functions> load() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup("libgcrypt.so.20", Arena.global());
            Linker linker = Linker.nativeLinker();
            String version = checkVersion(library, linker);
            initialize(library, linker);
            FunctionDescriptor data =
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
            FunctionDescriptor crypt =
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
            return Optional.of(
                    new Functions(
                            version,
                            find(
                                    library,
                                    linker,
                                    "gcry_cipher_open",
                                    FunctionDescriptor.of(
                                            JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT)),
                            find(
                                    library,
                                    linker,
                                    "gcry_cipher_close",
                                    FunctionDescriptor.ofVoid(ADDRESS)),
                            find(library, linker, "gcry_cipher_setkey", data),
                            find(library, linker, "gcry_cipher_setiv", data),
                            find(library, linker, "gcry_cipher_authenticate", data),
                            find(library, linker, "gcry_cipher_encrypt", crypt),
                            find(library, linker, "gcry_cipher_decrypt", crypt),
                            find(library, linker, "gcry_cipher_gettag", data),
                            find(library, linker, "gcry_cipher_checktag", data)));
        } catch (Throwable e) {
            // No library, no function, or no permission: Java does it.
            return Optional.empty();
        }
    }

    private static String checkVersion(SymbolLookup library, Linker linker) throws Throwable {
        MethodHandle check =
                find(
                        library,
                        linker,
                        "gcry_check_version",
                        FunctionDescriptor.of(ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer =
                    (MemorySegment) check.invokeExact(arena.allocateFrom(NEEDED));
            if (answer.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("older than " + NEEDED);
            }
            return answer.reinterpret(64).getString(0);
        }
    }

    private static void initialize(SymbolLookup library, Linker linker) throws Throwable {
        MethodHandle control =
                linker.downcallHandle(
                        library.find("gcry_control").orElseThrow(),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT),
                        Linker.Option.firstVariadicArg(1));
        int ignoredSecmem = (int) control.invokeExact(CTL_DISABLE_SECMEM, 0);
        int ignoredFinished = (int) control.invokeExact(CTL_INITIALIZATION_FINISHED, 0);
    }

    private static MethodHandle find(
            SymbolLookup library, Linker linker, String name, FunctionDescriptor shape) {
        return linker.downcallHandle(library.find(name).orElseThrow(), shape);
    }
}
