package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.Sm2Sums;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

/// The server's part of a two-party key: `d2`, `P1` and `P` (§3). Stored sealed, `P1` like `d2`.
public final class ServerShare {
    /// The largest batch that one round may sign.
    public static final int MAX_BATCH = 502;

    private final Scalar d2;
    private final Point p1;
    private final Point publicKey;

    private ServerShare(Scalar d2, Point p1, Point publicKey) {
        this.d2 = d2;
        this.p1 = p1;
        this.publicKey = publicKey;
    }

    /// Checks the device's point and proof, then chooses the server's share.
    public static ServerShare generate(Point p1, Proof deviceProof, byte[] context) {
        deviceProof.verifyDevice(p1, context);
        return derive(Scalar.random(), p1);
    }

    /// From stored secrets; `P` follows from them.
    public static ServerShare derive(Scalar d2, Point p1) {
        Point p =
                Point.of(Sm2Group.multiply(p1.value(), d2.inverse().value()).subtract(Sm2Group.G));
        return new ServerShare(d2, p1, p);
    }

    /// From stored secrets and the stored public key, without recomputing it.
    public static ServerShare restore(Scalar d2, Point p1, Point publicKey) {
        return new ServerShare(d2, p1, publicKey);
    }

    public Scalar secret() {
        return d2;
    }

    public Point devicePoint() {
        return p1;
    }

    public Sm2PublicKey publicKey() {
        return Sm2PublicKey.of(publicKey);
    }

    /// Proof of 1/d2 to the base `P1` for `P + G`.
    public Proof prove(byte[] context) {
        return Proof.ofServer(d2, p1, publicKey, context);
    }

    /// Step 4 for a whole batch: every item is judged before any is completed; all or none.
    ///
    /// The preimages are those stored before step 1; each nonce must have been marked spent, and
    /// the attempt counted, before this is called.
    ///
    /// @return one DER signature per item, each verified under the public key
    /// @throws CryptoException when any item is wrong; it does not say which
    public List<byte[]> complete(List<RoundItem> items, byte[] session) {
        if (items.isEmpty() || items.size() > MAX_BATCH) {
            throw new CryptoException(Reason.out_of_range);
        }
        boolean several = items.size() > 1;
        Sm2Sums.Base deviceBase = Sm2Sums.Base.often(p1.value());
        byte[] z = Sm2Group.z(publicKey.value());
        List<BigInteger> digests = new ArrayList<>();
        boolean good = true;
        for (int i = 0; i < items.size(); i++) {
            byte[] digest = Sm3.digest(z, items.get(i).preimage().toBytes());
            digests.add(new BigInteger(1, digest));
            // No early exit: a bad item takes no item's time.
            good &= opensCommitment(items.get(i), session, i, deviceBase);
        }
        if (!good) {
            throw new CryptoException(Reason.bad_commitment);
        }
        ECPoint known = publicKey.value();
        Sm2Sums.Base keyBase = several ? Sm2Sums.Base.often(known) : Sm2Sums.Base.once(known);
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Completed it = finish(items.get(i), digests.get(i), keyBase);
            good &= it.verified();
            signatures.add(it.der());
        }
        if (!good) {
            signatures.forEach(it -> Arrays.fill(it, (byte) 0));
            throw new CryptoException(Reason.bad_signature);
        }
        return signatures;
    }

    /// @param verified whether it is a signature under P; only then it leaves
    private record Completed(byte[] der, boolean verified) {}

    /// `Q1' = [s1]P1 − [r]G` opens the commitment. All that goes in is known to the device: nothing
    /// secret meets these sums, whose time varies.
    private static boolean opensCommitment(
            RoundItem item, byte[] session, int index, Sm2Sums.Base deviceBase) {
        BigInteger r = item.answer().r().value();
        BigInteger s1 = item.answer().s1().value();
        Sm2Sums.Result q1 =
                new Sm2Sums().plus(deviceBase, s1).plusBase(Sm2Group.N.subtract(r)).result();
        if (q1.isInfinity()) {
            return false;
        }
        return item.commitment()
                .matches(session, index, item.answer().opening(), Point.parse(q1.encoded()));
    }

    /// `s = d2·(s1 + w2) − r`; the last and only use of d2. Verified (GM/T 0003.2 §7) before it
    /// leaves: `[s]G + [r+s]P` is `Q1' + [w2]P1` identically, so that is also the check that the
    /// device's r is `e + x(Q1' + [w2]P1)`, and no sum with the secret w2 is needed for it.
    private Completed finish(RoundItem item, BigInteger e, Sm2Sums.Base keyBase) {
        BigInteger r = item.answer().r().value();
        BigInteger sum = item.answer().s1().value().add(item.w2().value());
        BigInteger s = d2.value().multiply(sum).subtract(r).mod(Sm2Group.N);
        BigInteger t = r.add(s).mod(Sm2Group.N);
        if (s.signum() == 0 || t.signum() == 0) {
            return new Completed(new byte[0], false);
        }
        Sm2Sums.Result point = new Sm2Sums().plusBase(s).plus(keyBase, t).result();
        return new Completed(
                SmAlgorithms.signatureDer(r, s), point.hasXModN(r.subtract(e).mod(Sm2Group.N)));
    }

    /// The refreshed share: `d2' = d2/ρ`, `P1' = [1/ρ]P1`; P stays.
    public ServerShare refresh(Scalar rho) {
        Scalar inverse = rho.inverse();
        Scalar next = Scalar.of(d2.value().multiply(inverse.value()).mod(Sm2Group.N));
        Point nextPoint = Point.of(Sm2Group.multiply(p1.value(), inverse.value()));
        return new ServerShare(next, nextPoint, publicKey);
    }
}
