package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Fresh shares of the same keys (§4): old snapshots of a phone become useless.
///
/// Every encryption key that lies in the phone's store has a δ of its own: with one δ for two keys,
/// the difference of their shares would stay, and two snapshots under two PINs would give a test.
///
/// @param rho multiplies d1 and divides d2
/// @param deltas in the order of the keys; each is added to its da and taken from its db
public record ShareRefresh(Scalar rho, List<Scalar> deltas) {
    /// @throws CryptoException unless all are different
    public ShareRefresh {
        deltas = List.copyOf(deltas);
        if (new HashSet<>(deltas).size() != deltas.size() || deltas.contains(rho)) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// All independent.
    ///
    /// @param keys how many encryption keys are turned with the signing key
    public static ShareRefresh random(int keys) {
        List<Scalar> deltas = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            deltas.add(Scalar.random());
        }
        return new ShareRefresh(Scalar.random(), deltas);
    }

    /// `d1' = d1·ρ`.
    public Scalar deviceSigning(Scalar d1) {
        return Scalar.of(d1.value().multiply(rho.value()).mod(Sm2Group.N));
    }

    /// `da' = da + δ` of the key at this place.
    public Scalar deviceDecryption(int key, Scalar da) {
        return Scalar.of(da.value().add(deltas.get(key).value()).mod(Sm2Group.N));
    }

    /// `db' = db − δ` of the key at this place.
    public Scalar serverDecryption(int key, Scalar db) {
        return Scalar.of(db.value().subtract(deltas.get(key).value()).mod(Sm2Group.N));
    }

    /// Not printable: with it, two snapshots of a phone give a test for PINs.
    @Override
    public String toString() {
        return "ShareRefresh[" + deltas.size() + " keys]";
    }
}
