package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Signatures that verified in this process. An authority's certificates and a seal come along with
/// every document: what verified once does so for ever, and is not calculated anew.
///
/// It stands under all that it depends on, key, signature and message; what did not verify is not
/// kept. Whoever fills it with strange ones makes others wait, no more.
public final class VerifiedBefore {
    private static final int MOST = 512;

    private static final Set<ByteBuffer> KNOWN =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>(MOST, 0.75f, true) {
                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<ByteBuffer, Boolean> eldest) {
                                    return size() > MOST;
                                }
                            }));

    private VerifiedBefore() {}

    /// As [PublicKey#verify]: throws what that throws, each time.
    public static void verify(PublicKey key, byte[] message, byte[] signature) {
        ByteBuffer all = digest(key.info(), signature, message);
        if (!KNOWN.contains(all)) {
            key.verify(message, signature);
        }
        // Also what was known: it is the youngest then.
        KNOWN.add(all);
    }

    static boolean knows(PublicKey key, byte[] message, byte[] signature) {
        return KNOWN.contains(digest(key.info(), signature, message));
    }

    private static ByteBuffer digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] it : parts) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, it.length));
                digest.update(it);
            }
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
