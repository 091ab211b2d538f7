package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pictures of the seals that were used last. For use by several threads.
final class SealImages {
    private static final int MOST = 64;

    private final Map<SealPicture, SealImage> held =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<SealPicture, SealImage> eldest) {
                    return size() > MOST;
                }
            };

    SealImage of(SealPicture picture) throws RefusedException {
        synchronized (held) {
            SealImage known = held.get(picture);
            if (known != null) {
                return known;
            }
        }
        SealImage made = SealImage.of(picture);
        synchronized (held) {
            held.put(picture, made);
        }
        return made;
    }
}
