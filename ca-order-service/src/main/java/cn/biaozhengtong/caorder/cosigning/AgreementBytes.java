package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How an agreement lies in its sealed column: ρ, then for each encryption key the length of its
/// serial number (one byte), the serial in hexadecimal, and δ; scalars of 32 bytes.
final class AgreementBytes {
    private AgreementBytes() {}

    static byte[] of(KeyRefresh.Agreement it) {
        int length =
                Scalar.LENGTH
                        + it.keys().stream()
                                .mapToInt(key -> 1 + key.hex().length() + Scalar.LENGTH)
                                .sum();
        ByteBuffer out = ByteBuffer.allocate(length).put(it.refresh().rho().encoded());
        for (int i = 0; i < it.keys().size(); i++) {
            byte[] serial = it.keys().get(i).hex().getBytes(StandardCharsets.US_ASCII);
            out.put((byte) serial.length).put(serial);
            out.put(it.refresh().deltas().get(i).encoded());
        }
        return out.array();
    }

    static KeyRefresh.Agreement parse(byte[] bytes, List<Integer> splits, Instant endsAt) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Scalar rho = scalar(in);
        List<SerialNumber> keys = new ArrayList<>();
        List<Scalar> deltas = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] serial = new byte[in.get()];
            in.get(serial);
            keys.add(new SerialNumber(new String(serial, StandardCharsets.US_ASCII)));
            deltas.add(scalar(in));
        }
        return new KeyRefresh.Agreement(new ShareRefresh(rho, deltas), keys, splits, endsAt);
    }

    private static Scalar scalar(ByteBuffer in) {
        byte[] out = new byte[Scalar.LENGTH];
        in.get(out);
        return Scalar.parse(out);
    }
}
