package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;

/// What the structures of both versions have in common. Each reader throws what it meets; those who
/// call them turn that into a refusal.
final class Ses {
    /// GM/T 0031-2014.
    static final int V1 = 1;

    /// GB/T 38540-2020.
    static final int V4 = 4;

    private static final Set<String> SM2_NAMES =
            Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301.1", "1.2.156.10197.1.301");

    /// How OFDRW's own table names SM3withSM2: the `.1` is lost.
    private static final String OFDRW_SM3_WITH_SM2 = "1.2.156.10197.501";

    private Ses() {}

    static ASN1Sequence sequence(ASN1Sequence parts, int index) {
        return ASN1Sequence.getInstance(parts.getObjectAt(index));
    }

    static String ia5(ASN1Sequence parts, int index) {
        return ((ASN1IA5String) parts.getObjectAt(index)).getString();
    }

    static int integer(ASN1Sequence parts, int index) {
        return ((ASN1Integer) parts.getObjectAt(index)).intValueExact();
    }

    static byte[] octets(ASN1Sequence parts, int index) {
        return ((ASN1OctetString) parts.getObjectAt(index)).getOctets();
    }

    static byte[] bits(ASN1Sequence parts, int index) {
        return ((ASN1BitString) parts.getObjectAt(index)).getOctets();
    }

    static String oid(ASN1Sequence parts, int index) {
        return ((ASN1ObjectIdentifier) parts.getObjectAt(index)).getId();
    }

    /// GeneralizedTime, or the UTCTime of version 1, whose years are 1950 to 2049.
    static Instant instant(ASN1Encodable time, int version) {
        try {
            return version == V1 && time instanceof ASN1UTCTime utc
                    ? utc.getAdjustedDate().toInstant()
                    : ((ASN1GeneralizedTime) time).getDate().toInstant();
        } catch (ParseException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// DER of what follows the last part that must be there: extDatas, which some tag with `[0]`
    /// and some do not; kept as it stands and not read.
    ///
    /// @throws CryptoException when there is more than that
    static Optional<byte[]> extension(ASN1Sequence parts, int mandatory) {
        if (parts.size() == mandatory) {
            return Optional.empty();
        }
        ASN1Encodable last = parts.getObjectAt(mandatory);
        boolean tagged = last instanceof ASN1TaggedObject it && it.hasContextTag(0);
        if (parts.size() != mandatory + 1 || !tagged && !(last instanceof ASN1Sequence)) {
            throw new CryptoException(Reason.malformed);
        }
        return Optional.of(SmAlgorithms.encode((ASN1Object) last));
    }

    /// Whether an algorithm is one that a suite signs with.
    static boolean names(String oid, Suite suite) {
        return suite == Suite.sm2
                ? SM2_NAMES.contains(oid)
                : SuiteAlgorithms.signature(suite).getAlgorithm().getId().equals(oid);
    }

    /// Whether a well-known maker of software writes that wrongly for the suite's algorithm.
    static boolean misnames(String oid, Suite suite) {
        return suite == Suite.sm2 && oid.equals(OFDRW_SM3_WITH_SM2);
    }

    /// Whether any suite signs with it.
    static boolean known(String oid) {
        for (Suite suite : Suite.values()) {
            if (names(oid, suite) || misnames(oid, suite)) {
                return true;
            }
        }
        return false;
    }
}
