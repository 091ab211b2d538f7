package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.internal.Sm2Group;

/// The server's nonce of step 2: `w2` stays, `Q2 = [w2]G` is shown. Single use.
public record ServerNonce(Scalar w2, Point q2) {
    public static ServerNonce fresh() {
        Scalar w2 = Scalar.random();
        return new ServerNonce(w2, Point.of(Sm2Group.multiplyBase(w2.value())));
    }
}
