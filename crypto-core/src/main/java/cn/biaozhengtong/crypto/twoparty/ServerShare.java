package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The server's part of a two-party key: `d2`, `P1` and `P` (§3). Stored sealed, `P1` like `d2`.
public final class ServerShare {
    /// The largest batch that one round may sign.
    public static final int MAX_BATCH = 500;

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
        boolean good = true;
        List<BigInteger> nonceSums = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            // No early exit: a bad item takes no item's time.
            good &= opensCommitment(items.get(i), session, i);
        }
        if (!good) {
            throw new CryptoException(Reason.bad_commitment);
        }
        for (RoundItem item : items) {
            nonceSums.add(item.answer().s1().value().add(item.w2().value()));
        }
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            signatures.add(finish(items.get(i), nonceSums.get(i)));
        }
        return signatures;
    }

    /// `Q1' = [s1]P1 − [r]G` opens the commitment, and `r = e + x(Q1' + [w2]P1)`.
    private boolean opensCommitment(RoundItem item, byte[] session, int index) {
        BigInteger r = item.answer().r().value();
        BigInteger s1 = item.answer().s1().value();
        var q1 = Sm2Group.sum(p1.value(), s1, Sm2Group.G, Sm2Group.N.subtract(r));
        if (q1.isInfinity()) {
            return false;
        }
        boolean opens =
                item.commitment().matches(session, index, item.answer().opening(), Point.of(q1));
        var k = q1.add(Sm2Group.multiply(p1.value(), item.w2().value())).normalize();
        if (k.isInfinity()) {
            return false;
        }
        BigInteger e = publicKey().digestToSign(item.preimage().toBytes());
        BigInteger expected = e.add(k.getAffineXCoord().toBigInteger()).mod(Sm2Group.N);
        return opens & expected.equals(r);
    }

    /// `s = d2·(s1 + w2) − r`; the last and only use of d2.
    private byte[] finish(RoundItem item, BigInteger nonceSum) {
        BigInteger r = item.answer().r().value();
        BigInteger s = d2.value().multiply(nonceSum).subtract(r).mod(Sm2Group.N);
        if (s.signum() == 0 || r.add(s).mod(Sm2Group.N).signum() == 0) {
            throw new CryptoException(Reason.out_of_range);
        }
        byte[] signature = SmAlgorithms.signatureDer(r, s);
        publicKey().verify(item.preimage().toBytes(), signature);
        return signature;
    }

    /// The refreshed share: `d2' = d2/ρ`, `P1' = [1/ρ]P1`; P stays.
    public ServerShare refresh(Scalar rho) {
        Scalar inverse = rho.inverse();
        Scalar next = Scalar.of(d2.value().multiply(inverse.value()).mod(Sm2Group.N));
        Point nextPoint = Point.of(Sm2Group.multiply(p1.value(), inverse.value()));
        return new ServerShare(next, nextPoint, publicKey);
    }
}
