package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.internal.Sm2Group;

/// The device's part of key generation (§3): share, `P1` and its proof, then the check of the
/// server's answer. Lives in memory during the download only; the masked share is what is kept.
public final class DeviceShare {
    private final Scalar d1;
    private final Point p1;

    private DeviceShare(Scalar d1) {
        this.d1 = d1;
        this.p1 = Point.of(Sm2Group.multiplyBase(d1.inverse().value()));
    }

    public static DeviceShare generate() {
        return new DeviceShare(Scalar.random());
    }

    public static DeviceShare of(Scalar d1) {
        return new DeviceShare(d1);
    }

    public Scalar secret() {
        return d1;
    }

    /// `P1 = [1/d1]G`, sent to the server and then forgotten.
    public Point commitment() {
        return p1;
    }

    /// Proof of 1/d1, bound to the context (order, account, device).
    public Proof prove(byte[] context) {
        return Proof.ofDevice(d1, p1, context);
    }

    /// Accepts the public key only when the server proved its share of it.
    ///
    /// @throws cn.biaozhengtong.crypto.CryptoException when the proof does not hold
    public void accept(Point publicKey, Proof serverProof, byte[] context) {
        serverProof.verifyServer(p1, publicKey, context);
    }
}
