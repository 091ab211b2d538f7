package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Both steps, with the signature between.
final class Stamps {
    static final OfdOrder.Maker MAKER = new OfdOrder.Maker("BiaoZhengTong", "BZT", "0.1");
    static final Placement MIDDLE = new Placement.OnPage(1, 200, 300, 150, 150);

    private Stamps() {}

    static OfdOrder order(Seal seal, boolean locks, Placement... placements) {
        return new OfdOrder(seal, List.of(placements), locks, MAKER, Signers.NOW);
    }

    /// By the first signer.
    static Path one(Path source, Path target, Placement... placements)
            throws IOException, RefusedException {
        return by(Signers.ONE, source, target, order(Signers.SEAL, false, placements));
    }

    static Path by(Signers.Signer signer, Path source, Path target, OfdOrder order)
            throws IOException, RefusedException {
        PreparedOfd prepared = OfdStamping.prepare(source, target, order);
        return OfdStamping.embed(prepared, Signers.sign(prepared, order.seal(), signer));
    }
}
