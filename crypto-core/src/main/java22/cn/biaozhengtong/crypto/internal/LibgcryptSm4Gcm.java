package cn.biaozhengtong.crypto.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// libgcrypt's SM4-GCM on direct buffers, without a copy.
final class LibgcryptSm4Gcm implements Sm4Gcm {
    /// Enough for keys, nonces and what envelopes authenticate; grows where more is asked.
    private static final int SMALL = 64;

    private final Libgcrypt.Functions library = Libgcrypt.functions();
    private final Arena arena = Arena.ofConfined();
    private MemorySegment room = arena.allocate(SMALL);
    private final MemorySegment handle;

    LibgcryptSm4Gcm(byte[] key) {
        try {
            MemorySegment out = arena.allocate(ADDRESS);
            check((int) library.open().invokeExact(out, Libgcrypt.SM4, Libgcrypt.GCM, 0));
            handle = out.get(ADDRESS, 0);
            MemorySegment bytes = put(key);
            check((int) library.setKey().invokeExact(handle, bytes, (long) key.length));
            room.fill((byte) 0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void seal(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        try {
            begin(nonce, associated);
            MemorySegment from = MemorySegment.ofBuffer(in);
            long length = from.byteSize();
            MemorySegment to = MemorySegment.ofBuffer(out).asSlice(0, length);
            if (length > 0) {
                check((int) library.encrypt().invokeExact(handle, to, length, from, length));
            }
            MemorySegment tag = MemorySegment.ofBuffer(out).asSlice(length, TAG);
            check((int) library.getTag().invokeExact(handle, tag, (long) TAG));
            in.position(in.limit());
            out.position(out.position() + (int) length + TAG);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void open(byte[] nonce, byte[] associated, ByteBuffer in, ByteBuffer out) {
        try {
            begin(nonce, associated);
            long length = in.remaining() - TAG;
            if (length < 0) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
            MemorySegment from = MemorySegment.ofBuffer(in);
            MemorySegment to = MemorySegment.ofBuffer(out).asSlice(0, length);
            if (length > 0) {
                MemorySegment body = from.asSlice(0, length);
                check((int) library.decrypt().invokeExact(handle, to, length, body, length));
            }
            MemorySegment tag = from.asSlice(length, TAG);
            if ((int) library.checkTag().invokeExact(handle, tag, (long) TAG) != 0) {
                to.fill((byte) 0);
                throw new CryptoException(Reason.bad_ciphertext);
            }
            in.position(in.limit());
            out.position(out.position() + (int) length);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private void begin(byte[] nonce, byte[] associated) throws Throwable {
        Sm4Gcm.mustBeNonce(nonce);
        MemorySegment bytes = put(nonce);
        check((int) library.setIv().invokeExact(handle, bytes, (long) nonce.length));
        bytes = put(associated);
        check((int) library.authenticate().invokeExact(handle, bytes, (long) associated.length));
    }

    private MemorySegment put(byte[] bytes) {
        if (bytes.length > room.byteSize()) {
            room = arena.allocate(Math.max(bytes.length, 2 * room.byteSize()));
        }
        MemorySegment.copy(bytes, 0, room, JAVA_BYTE, 0, bytes.length);
        return room;
    }

    private static void check(int error) {
        if (error != 0) {
            throw new CryptoException(Reason.internal);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new CryptoException(Reason.internal, e);
    }

    @Override
    public void close() {
        try {
            library.close().invokeExact(handle);
        } catch (Throwable e) {
            throw failed(e);
        }
        arena.close();
    }
}
