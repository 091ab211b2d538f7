package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.internal.Framed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `bzt/seal-act/v1`: what an administrator signs with his PIN when something happens to a seal, as
/// canonical bytes: the tag, then every field in the order of this record, each as 4 bytes
/// big-endian length and UTF-8; a list as the number of its entries and then each.
///
/// Whatever it is that happens, the whole seal stands in it: who reads the act knows what it was
/// about without asking anybody.
///
/// @param kind of seal, such as `enterprise_seal`
/// @param sealId of the seal, the same through all versions
/// @param version of the seal that it makes or is about, from 1
/// @param enterpriseId whose seal it is
/// @param name of the seal, as its users know it
/// @param picture of the seal: its type, millimetres and [#hash]
/// @param signers serial numbers of the certificates of those who may use it
/// @param at when the service built these bytes
public record SealAct(
        Kind act,
        String kind,
        String sealId,
        int version,
        String enterpriseId,
        String name,
        String picture,
        List<SerialNumber> signers,
        Instant at) {
    private static final String TAG = "bzt/seal-act/v1";

    /// What happens.
    public enum Kind {
        /// A seal, or a new version of it, is made.
        make,
        stop,
        resume,
        cancel
    }

    public SealAct {
        signers = List.copyOf(signers);
        if (version < 1 || (act == Kind.make && signers.isEmpty())) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// `SM3` over type, width, height and data of a picture, each framed: 64 hexadecimal
    /// characters.
    public static String hash(SealPicture it) {
        return Sm3.hex(
                Framed.of(
                        "bzt/seal-picture/v1",
                        List.of(
                                it.type(),
                                Integer.toString(it.width()),
                                Integer.toString(it.height()),
                                Sm3.hex(it.data()))));
    }

    /// The bytes that are signed.
    public Preimage preimage() {
        List<String> fields = new ArrayList<>();
        fields.addAll(List.of(act.name(), kind, sealId, Integer.toString(version)));
        fields.addAll(List.of(enterpriseId, name, picture, Integer.toString(signers.size())));
        signers.forEach(it -> fields.add(it.hex()));
        fields.add(at.toString());
        return Preimage.of(Framed.of(TAG, fields));
    }
}
