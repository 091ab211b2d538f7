package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// One signing attempt on the device: steps 1 and 3 of §3.
///
/// The nonces live in this object only and serve one answer: a second [#answer] throws, because one
/// nonce used twice gives the server `d1`. A network retry resends the bytes of the first answer;
/// another PIN attempt is another round.
public final class DeviceRound {
    private final byte[] session;
    private final List<Scalar> nonces;
    private final List<SecretBytes> openings;
    private boolean answered;

    private DeviceRound(byte[] session, List<Scalar> nonces, List<SecretBytes> openings) {
        this.session = session.clone();
        this.nonces = new ArrayList<>(nonces);
        this.openings = openings;
    }

    /// A round for `count` messages.
    public static DeviceRound begin(byte[] session, int count) {
        if (count < 1 || count > ServerShare.MAX_BATCH) {
            throw new CryptoException(Reason.out_of_range);
        }
        List<Scalar> nonces = new ArrayList<>();
        List<SecretBytes> openings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nonces.add(Scalar.random());
            openings.add(SecretBytes.random(32));
        }
        return new DeviceRound(session, nonces, openings);
    }

    static DeviceRound fixed(byte[] session, List<Scalar> nonces, List<SecretBytes> openings) {
        return new DeviceRound(session, nonces, openings);
    }

    /// Step 1: one commitment per message, in order.
    public List<NonceCommitment> commitments() {
        List<NonceCommitment> out = new ArrayList<>();
        for (int i = 0; i < nonces.size(); i++) {
            Point q1 = Point.of(Sm2Group.multiplyBase(nonces.get(i).value()));
            out.add(NonceCommitment.of(session, i, openings.get(i), q1));
        }
        return out;
    }

    /// Step 3: `K = Q1 + [1/d1]Q2`, `r = e + x(K)`, `s1 = d1·(r + w1)`. Erases the nonces, also
    /// when it throws.
    ///
    /// @param d1 the share as the typed PIN unmasks it; a wrong PIN gives a plausible answer
    /// @param preimages what the phone itself rebuilt from what it showed
    public List<RoundAnswer> answer(
            Scalar d1, Sm2PublicKey key, List<Preimage> preimages, List<Point> serverNonces) {
        if (answered) {
            throw new IllegalStateException("this round was answered; begin another");
        }
        answered = true;
        boolean whole = false;
        try {
            List<RoundAnswer> out = answers(d1, key, preimages, serverNonces);
            whole = true;
            return out;
        } finally {
            // Also when something threw: a round that failed is never begun again.
            nonces.clear();
            if (!whole) {
                openings.forEach(SecretBytes::close);
            }
        }
    }

    private List<RoundAnswer> answers(
            Scalar d1, Sm2PublicKey key, List<Preimage> preimages, List<Point> serverNonces) {
        if (preimages.size() != nonces.size() || serverNonces.size() != nonces.size()) {
            throw new CryptoException(Reason.malformed);
        }
        BigInteger inverse = d1.inverse().value();
        List<RoundAnswer> out = new ArrayList<>();
        for (int i = 0; i < nonces.size(); i++) {
            BigInteger w1 = nonces.get(i).value();
            Point k = Point.of(Sm2Group.sum(Sm2Group.G, w1, serverNonces.get(i).value(), inverse));
            BigInteger e = key.digestToSign(preimages.get(i).toBytes());
            BigInteger r = e.add(k.x()).mod(Sm2Group.N);
            BigInteger s1 = d1.value().multiply(r.add(w1)).mod(Sm2Group.N);
            out.add(new RoundAnswer(Scalar.of(r), Scalar.of(s1), openings.get(i)));
        }
        return out;
    }
}
