package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Naming;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/// The attributes by which a signer names his certificate (RFC 5035): `SEQ{SEQ OF id, policies
/// OPTIONAL}`, the first id his own, the others' of his issuers. Of version 1 an id is `SEQ{hash,
/// issuerSerial OPTIONAL}` by SHA-1, of version 2 `SEQ{algorithm DEFAULT SHA-256, hash,
/// issuerSerial OPTIONAL}`. Compared by what they say, however it is written.
final class SigningCertificates {
    static final ASN1ObjectIdentifier V1 = PKCSObjectIdentifiers.id_aa_signingCertificate;
    static final ASN1ObjectIdentifier V2 = PKCSObjectIdentifiers.id_aa_signingCertificateV2;

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS =
            Map.of(
                    NISTObjectIdentifiers.id_sha256, SHA256Digest::new,
                    NISTObjectIdentifiers.id_sha384, SHA384Digest::new,
                    NISTObjectIdentifiers.id_sha512, SHA512Digest::new,
                    GMObjectIdentifiers.sm3, SM3Digest::new);

    private SigningCertificates() {}

    /// Whether an attribute of version 1 names this certificate, or is not there. A hash by SHA-1
    /// proves little: it can only spoil what the rest proves.
    ///
    /// @throws RuntimeException of BouncyCastle's when it is none
    static boolean isNamedV1(@Nullable ASN1Encodable attribute, Certificate certificate) {
        return attribute == null || isOwn(own(attribute), 0, new SHA1Digest(), certificate);
    }

    /// Whether an attribute of version 2 names this certificate, or is not there.
    ///
    /// @throws RuntimeException of BouncyCastle's when it is none
    static boolean isNamedV2(@Nullable ASN1Encodable attribute, Certificate certificate) {
        if (attribute == null) {
            return true;
        }
        ASN1Sequence own = own(attribute);
        if (own.getObjectAt(0).toASN1Primitive() instanceof ASN1Sequence algorithm) {
            Supplier<Digest> known =
                    DIGESTS.get(ASN1ObjectIdentifier.getInstance(algorithm.getObjectAt(0)));
            return known != null && isOwn(own, 1, known.get(), certificate);
        }
        return isOwn(own, 0, new SHA256Digest(), certificate);
    }

    /// What the attributes of anybody's signature say of his certificate.
    ///
    /// @throws RuntimeException of BouncyCastle's when one is none
    static Naming naming(
            @Nullable ASN1Encodable one, @Nullable ASN1Encodable two, X509CertificateHolder holder)
            throws IOException {
        byte[] encoded = holder.getEncoded();
        if (two != null) {
            ASN1Sequence own = own(two);
            boolean named = own.getObjectAt(0).toASN1Primitive() instanceof ASN1Sequence;
            Supplier<Digest> digest = named ? DIGESTS.get(algorithm(own)) : SHA256Digest::new;
            boolean same = digest != null && hash(own, named ? 1 : 0, digest.get(), encoded);
            return same ? Naming.v2 : Naming.another;
        }
        if (one != null) {
            return hash(own(one), 0, new SHA1Digest(), encoded) ? Naming.v1 : Naming.another;
        }
        return Naming.none;
    }

    private static ASN1ObjectIdentifier algorithm(ASN1Sequence own) {
        ASN1Sequence algorithm = ASN1Sequence.getInstance(own.getObjectAt(0));
        return ASN1ObjectIdentifier.getInstance(algorithm.getObjectAt(0));
    }

    private static ASN1Sequence own(ASN1Encodable attribute) {
        ASN1Sequence ids =
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(attribute).getObjectAt(0));
        return ASN1Sequence.getInstance(ids.getObjectAt(0));
    }

    /// @param at where the hash stands, before what may be issuer and number
    private static boolean isOwn(ASN1Sequence id, int at, Digest digest, Certificate certificate) {
        boolean issued = id.size() == at + 1 || isIssued(id.getObjectAt(at + 1), certificate);
        return hash(id, at, digest, certificate.encoded()) && issued;
    }

    private static boolean hash(ASN1Sequence id, int at, Digest digest, byte[] encoded) {
        digest.update(encoded, 0, encoded.length);
        byte[] expected = new byte[digest.getDigestSize()];
        digest.doFinal(expected, 0);
        byte[] hash = ASN1OctetString.getInstance(id.getObjectAt(at)).getOctets();
        return MessageDigest.isEqual(expected, hash);
    }

    /// `SEQ{GeneralNames, serial}`.
    private static boolean isIssued(ASN1Encodable issuerSerial, Certificate certificate) {
        ASN1Sequence both = ASN1Sequence.getInstance(issuerSerial);
        for (GeneralName it : GeneralNames.getInstance(both.getObjectAt(0)).getNames()) {
            boolean same =
                    it.getTagNo() == GeneralName.directoryName
                            && certificate.isNamed(
                                    SmAlgorithms.encode(it.getName().toASN1Primitive()),
                                    ASN1Integer.getInstance(both.getObjectAt(1)).getValue());
            if (same) {
                return true;
            }
        }
        return false;
    }
}
