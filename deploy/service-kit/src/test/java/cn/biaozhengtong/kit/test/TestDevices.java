package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.device.DeviceKey;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of the devices that tests speak for.
public final class TestDevices {
    private static final Map<UUID, DeviceKey> NAMED = new ConcurrentHashMap<>();
    private static final Map<DeviceKey, ECKey> KEYS = new ConcurrentHashMap<>();

    private TestDevices() {}

    /// Of a device that is new.
    public static DeviceKey key() {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
            DeviceKey key = new DeviceKey(pair.computeThumbprint().toString());
            KEYS.put(key, pair);
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of a device by the id in a token; tokens of tests may have any.
    public static DeviceKey of(UUID device) {
        return NAMED.computeIfAbsent(device, any -> key());
    }

    /// Both halves.
    public static Optional<ECKey> pair(DeviceKey key) {
        return Optional.ofNullable(KEYS.get(key));
    }
}
