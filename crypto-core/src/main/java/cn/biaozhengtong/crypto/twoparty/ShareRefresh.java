package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.internal.Sm2Group;

/// Fresh shares of the same keys (§4): old snapshots of a phone become useless.
///
/// @param rho multiplies d1 and divides d2
/// @param delta is added to da and taken from db
public record ShareRefresh(Scalar rho, Scalar delta) {
    public static ShareRefresh random() {
        return new ShareRefresh(Scalar.random(), Scalar.random());
    }

    /// `d1' = d1·ρ`.
    public Scalar deviceSigning(Scalar d1) {
        return Scalar.of(d1.value().multiply(rho.value()).mod(Sm2Group.N));
    }

    /// `da' = da + δ`.
    public Scalar deviceDecryption(Scalar da) {
        return Scalar.of(da.value().add(delta.value()).mod(Sm2Group.N));
    }

    /// `db' = db − δ`.
    public Scalar serverDecryption(Scalar db) {
        return Scalar.of(db.value().subtract(delta.value()).mod(Sm2Group.N));
    }
}
