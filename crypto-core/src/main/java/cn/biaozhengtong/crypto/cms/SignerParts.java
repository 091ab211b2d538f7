package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/// A SignedData of one signer, taken apart (RFC 5652 §5.1, §5.3).
final class SignerParts {
    private static final Set<String> SIGNED_DATA =
            Set.of(Form.rfc5652.signedData().getId(), Form.gbt35275.signedData().getId());
    private static final int MAX_CERTIFICATES = 50;

    private final ASN1Sequence encapsulated;
    private final List<X509CertificateHolder> certificates;
    private final ASN1Sequence signer;
    private final @Nullable ASN1Set attributes;

    private SignerParts(
            ASN1Sequence encapsulated,
            List<X509CertificateHolder> certificates,
            ASN1Sequence signer,
            @Nullable ASN1Set attributes) {
        this.encapsulated = encapsulated;
        this.certificates = certificates;
        this.signer = signer;
        this.attributes = attributes;
    }

    /// @throws RuntimeException of BouncyCastle's when it is none
    static SignerParts parse(byte[] encoded) throws IOException {
        ASN1Sequence info = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
        String type = ASN1ObjectIdentifier.getInstance(info.getObjectAt(0)).getId();
        ASN1Sequence signed = ASN1Sequence.getInstance(explicit(info.getObjectAt(1)));
        ASN1Set signers = ASN1Set.getInstance(signed.getObjectAt(signed.size() - 1));
        if (!SIGNED_DATA.contains(type) || signers.size() != 1 || info.size() != 2) {
            throw new CryptoException(Reason.malformed);
        }
        ASN1Sequence signer = ASN1Sequence.getInstance(signers.getObjectAt(0));
        ASN1Set attributes =
                signer.getObjectAt(3).toASN1Primitive() instanceof ASN1TaggedObject tagged
                        ? ASN1Set.getInstance(tagged, false)
                        : null;
        SignerParts out =
                new SignerParts(
                        ASN1Sequence.getInstance(signed.getObjectAt(2)),
                        certificates(signed),
                        signer,
                        attributes);
        out.mustBeReadable();
        return out;
    }

    /// BouncyCastle leaves these for later.
    private void mustBeReadable() {
        contentType();
        content();
        digestAlgorithm();
        signatureAlgorithm();
        signature();
        for (X509CertificateHolder it : certificates) {
            // Texts that are no UTF-8 are found when they are read.
            RFC4519Style.INSTANCE.toString(it.getSubject());
            RFC4519Style.INSTANCE.toString(it.getIssuer());
        }
        certificate();
    }

    private static ASN1Encodable explicit(ASN1Encodable tagged) {
        return ASN1TaggedObject.getInstance(tagged).getExplicitBaseObject();
    }

    private static List<X509CertificateHolder> certificates(ASN1Sequence signed)
            throws IOException {
        List<X509CertificateHolder> out = new ArrayList<>();
        for (int i = 3; i < signed.size() - 1; i++) {
            ASN1TaggedObject part = ASN1TaggedObject.getInstance(signed.getObjectAt(i));
            if (part.getTagNo() == 0) {
                for (ASN1Encodable it : ASN1Set.getInstance(part, false)) {
                    if (it.toASN1Primitive() instanceof ASN1Sequence certificate) {
                        out.add(new X509CertificateHolder(certificate.getEncoded()));
                    }
                }
            }
        }
        if (out.size() > MAX_CERTIFICATES) {
            throw new CryptoException(Reason.malformed);
        }
        return out;
    }

    ASN1ObjectIdentifier contentType() {
        return ASN1ObjectIdentifier.getInstance(encapsulated.getObjectAt(0));
    }

    byte @Nullable [] content() {
        return encapsulated.size() == 1
                ? null
                : ASN1OctetString.getInstance(explicit(encapsulated.getObjectAt(1))).getOctets();
    }

    AlgorithmIdentifier digestAlgorithm() {
        return AlgorithmIdentifier.getInstance(signer.getObjectAt(2));
    }

    AlgorithmIdentifier signatureAlgorithm() {
        return AlgorithmIdentifier.getInstance(signer.getObjectAt(after(0)));
    }

    byte[] signature() {
        return ASN1OctetString.getInstance(signer.getObjectAt(after(1))).getOctets();
    }

    private int after(int more) {
        return (attributes == null ? 3 : 4) + more;
    }

    @Nullable ASN1Set attributes() {
        return attributes;
    }

    List<X509CertificateHolder> certificates() {
        return certificates;
    }

    /// That of the signer, if it came along.
    Optional<X509CertificateHolder> certificate() {
        ASN1Encodable id = signer.getObjectAt(1);
        return certificates.stream().filter(it -> isNamed(id, it)).findFirst();
    }

    private static boolean isNamed(ASN1Encodable id, X509CertificateHolder certificate) {
        if (id.toASN1Primitive() instanceof ASN1TaggedObject tagged) {
            byte[] wanted = ASN1OctetString.getInstance(tagged, false).getOctets();
            SubjectKeyIdentifier own =
                    SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
            return own != null && java.util.Arrays.equals(own.getKeyIdentifier(), wanted);
        }
        ASN1Sequence both = ASN1Sequence.getInstance(id);
        return certificate.getIssuer().equals(X500Name.getInstance(both.getObjectAt(0)))
                && certificate
                        .getSerialNumber()
                        .equals(ASN1Integer.getInstance(both.getObjectAt(1)).getValue());
    }

    /// The one value of a signed attribute; null when it is not there.
    ///
    /// @throws CryptoException when it is there twice
    @Nullable ASN1Encodable attribute(ASN1ObjectIdentifier type) {
        return attributes == null ? null : value(attributes, type);
    }

    Optional<byte[]> timeStamp() {
        try {
            int at = after(2);
            if (signer.size() <= at) {
                return Optional.empty();
            }
            ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(signer.getObjectAt(at));
            ASN1Encodable token =
                    value(
                            ASN1Set.getInstance(tagged, false),
                            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
            return token == null
                    ? Optional.empty()
                    : Optional.of(token.toASN1Primitive().getEncoded());
        } catch (IOException | RuntimeException e) {
            // Nobody signed what stands there: what is no time stamp is none.
            return Optional.empty();
        }
    }

    private static @Nullable ASN1Encodable value(ASN1Set from, ASN1ObjectIdentifier type) {
        ASN1Encodable found = null;
        for (ASN1Encodable it : from) {
            ASN1Sequence attribute = ASN1Sequence.getInstance(it);
            if (type.equals(attribute.getObjectAt(0))) {
                ASN1Set values = ASN1Set.getInstance(attribute.getObjectAt(1));
                if (found != null || values.size() != 1) {
                    throw new CryptoException(Reason.malformed);
                }
                found = values.getObjectAt(0);
            }
        }
        return found;
    }
}
