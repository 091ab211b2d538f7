package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A version of a seal that is to be made.
///
/// @param sealId the same through all versions
/// @param version from 1
/// @param kind as seal-service names it, such as `enterprise_seal`
/// @param personal whether it is a person's (法人章, 手写签名) and not the enterprise's
/// @param name of the seal, as its users know it
/// @param signers signing certificates of those who may use it, 1 to 100
public record SealOrder(
        UUID sealId,
        int version,
        EnterpriseId enterpriseId,
        String kind,
        boolean personal,
        String name,
        SealPicture picture,
        List<SerialNumber> signers) {
    private static final int ENTERPRISE = 1;
    private static final int PERSON = 2;

    public SealOrder {
        signers = List.copyOf(signers);
    }

    /// `esID`: ASCII, unique for this maker.
    String esId() {
        return sealId.toString().replace("-", "") + "-" + version;
    }

    /// The standard's type of seal.
    int type() {
        return personal ? PERSON : ENTERPRISE;
    }

    /// What an administrator signs for it.
    SealAct act(Instant at) {
        return new SealAct(
                SealAct.Kind.make,
                kind,
                sealId.toString(),
                version,
                enterpriseId.toString(),
                name,
                SealAct.hash(picture),
                signers,
                at);
    }

    /// The same for the same order.
    String fingerprint() {
        return Sm3.hex(act(Instant.EPOCH).preimage().toBytes());
    }
}
