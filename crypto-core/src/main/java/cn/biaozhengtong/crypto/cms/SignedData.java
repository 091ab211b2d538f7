package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.FileDigests;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/// A SignedData of one or more signers, CMS or GB/T 35275, with the content inside or beside.
///
/// Parsing judges nothing; [#verify] judges everything: each signer's attributes, signature, and
/// chain at the time that matters. BER is read, as others write it.
public final class SignedData {
    private static final int MAX_LENGTH = 64 << 20;

    private final Form form;
    private final byte @Nullable [] content;
    private final List<Certificate> certificates;
    private final List<ASN1Sequence> signers;

    private SignedData(
            Form form,
            byte @Nullable [] content,
            List<Certificate> certificates,
            List<ASN1Sequence> signers) {
        this.form = form;
        this.content = content;
        this.certificates = certificates;
        this.signers = signers;
    }

    /// What one signer said.
    ///
    /// @param at the signing time that he claims, or where he claims none the one that was given;
    ///   only a time stamp proves one
    public record VerifiedSigner(VerifiedChain chain, Instant at) {}

    /// @throws CryptoException unless this is one SignedData with at least one signer
    public static SignedData parse(byte[] encoded) {
        if (encoded.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            ASN1Sequence info = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
            Form form =
                    Arrays.stream(Form.values())
                            .filter(it -> it.signedData().equals(info.getObjectAt(0)))
                            .findFirst()
                            .orElseThrow(() -> new CryptoException(Reason.malformed));
            ASN1Sequence signed = ASN1Sequence.getInstance(explicit(info.getObjectAt(1)));
            ASN1Sequence encapsulated = ASN1Sequence.getInstance(signed.getObjectAt(2));
            boolean data = form.data().equals(encapsulated.getObjectAt(0));
            List<ASN1Sequence> signers = new ArrayList<>();
            ASN1Set.getInstance(signed.getObjectAt(signed.size() - 1))
                    .forEach(it -> signers.add(ASN1Sequence.getInstance(it)));
            if (!data || signers.isEmpty() || info.size() != 2) {
                throw new CryptoException(Reason.malformed);
            }
            byte[] content =
                    encapsulated.size() == 1
                            ? null
                            : ASN1OctetString.getInstance(explicit(encapsulated.getObjectAt(1)))
                                    .getOctets();
            return new SignedData(form, content, certificates(signed), signers);
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static ASN1Encodable explicit(ASN1Encodable tagged) {
        return ASN1TaggedObject.getInstance(tagged).getExplicitBaseObject();
    }

    private static List<Certificate> certificates(ASN1Sequence signed) throws IOException {
        List<Certificate> out = new ArrayList<>();
        for (int i = 3; i < signed.size() - 1; i++) {
            ASN1TaggedObject part = ASN1TaggedObject.getInstance(signed.getObjectAt(i));
            if (part.getTagNo() == 0) {
                for (ASN1Encodable it : ASN1Set.getInstance(part, false)) {
                    try {
                        out.add(Certificate.parse(it.toASN1Primitive().getEncoded("DER")));
                    } catch (CryptoException e) {
                        // One that we cannot read, or of another kind, certifies nothing here.
                    }
                }
            }
        }
        return out;
    }

    /// Whether it has its content inside.
    public boolean isAttached() {
        return content != null;
    }

    public Form form() {
        return form;
    }

    public List<Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /// Verifies what has its content inside, and returns the content.
    ///
    /// @param at when the chains must hold; null: at each signer's claimed time
    public byte[] verify(ChainVerifier trust, @Nullable Instant at) {
        if (content == null) {
            throw new CryptoException(Reason.malformed);
        }
        verifyDetached(content, trust, at);
        return content.clone();
    }

    /// Verifies every signer over content that is beside; all or none.
    public List<VerifiedSigner> verifyDetached(
            byte[] beside, ChainVerifier trust, @Nullable Instant at) {
        if (content != null && !MessageDigest.isEqual(content, beside)) {
            throw new CryptoException(Reason.bad_signature);
        }
        return verifyAll(suite -> suite.digest(beside), trust, at);
    }

    /// Verifies every signer over the content inside; all or none.
    ///
    /// @throws CryptoException also when there is none
    public List<VerifiedSigner> verifyAttached(ChainVerifier trust, @Nullable Instant at) {
        if (content == null) {
            throw new CryptoException(Reason.malformed);
        }
        return verifyDetached(content, trust, at);
    }

    /// Verifies every signer over a file of any length, which is read and not held; all or none.
    ///
    /// @throws CryptoException also when the content inside, if there is one, is not the file's
    public List<VerifiedSigner> verifyDetached(Path file, ChainVerifier trust, @Nullable Instant at)
            throws IOException {
        if (content != null) {
            if (Files.size(file) != content.length) {
                throw new CryptoException(Reason.bad_signature);
            }
            return verifyDetached(Files.readAllBytes(file), trust, at);
        }
        Map<Suite, byte[]> digests = new EnumMap<>(Suite.class);
        for (ASN1Sequence signer : signers) {
            Suite suite = signerOf(signer).suite();
            if (!digests.containsKey(suite)) {
                digests.put(suite, FileDigests.of(suite, file));
            }
        }
        return verifyAll(suite -> digests.getOrDefault(suite, new byte[0]), trust, at);
    }

    private List<VerifiedSigner> verifyAll(
            Function<Suite, byte[]> digests, ChainVerifier trust, @Nullable Instant at) {
        List<VerifiedSigner> out = new ArrayList<>();
        for (ASN1Sequence signer : signers) {
            try {
                out.add(verifyOne(signer, digests, trust, at));
            } catch (CryptoException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new CryptoException(Reason.malformed, e);
            }
        }
        return out;
    }

    private VerifiedSigner verifyOne(
            ASN1Sequence signer,
            Function<Suite, byte[]> digests,
            ChainVerifier trust,
            @Nullable Instant at) {
        Certificate certificate = signerOf(signer);
        boolean known =
                isAlgorithm(signer.getObjectAt(2), digestAlgorithms(certificate.suite()))
                        && isAlgorithm(
                                signer.getObjectAt(4), signatureAlgorithms(certificate.suite()));
        if (!known) {
            throw new CryptoException(Reason.bad_signature);
        }
        // Without signed attributes a signature could be taken for one over other things.
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(signer.getObjectAt(3));
        ASN1Set attributes = ASN1Set.getInstance(tagged, false);
        Instant claimed = check(attributes, digests.apply(certificate.suite()), certificate);
        Instant moment = at == null ? claimed : at;
        if (moment == null) {
            // Nobody says when the chain must hold.
            throw new CryptoException(Reason.bad_signature);
        }
        byte[] signed = SmAlgorithms.encode(new DERSet(attributes.toArray()));
        byte[] signature = ASN1OctetString.getInstance(signer.getObjectAt(5)).getOctets();
        certificate.publicKey().verify(signed, signature);
        VerifiedChain chain =
                trust.verify(
                        certificate, certificates, CertificateProfile.subscriber_signing, moment);
        return new VerifiedSigner(chain, claimed == null ? moment : claimed);
    }

    /// Content type, digest, and, where they are there, the certificate's digests; the signing
    /// time, null where the signer gave none.
    private @Nullable Instant check(ASN1Set attributes, byte[] expected, Certificate certificate) {
        boolean good =
                form.data().equals(value(attributes, CMSAttributes.contentType))
                        && value(attributes, CMSAttributes.messageDigest)
                                instanceof ASN1OctetString digest
                        && MessageDigest.isEqual(digest.getOctets(), expected);
        boolean ours =
                SigningCertificates.isNamedV1(
                                value(attributes, SigningCertificates.V1), certificate)
                        && SigningCertificates.isNamedV2(
                                value(attributes, SigningCertificates.V2), certificate);
        if (!good || !ours) {
            throw new CryptoException(Reason.bad_signature);
        }
        ASN1Encodable time = value(attributes, CMSAttributes.signingTime);
        return time == null ? null : Time.getInstance(time).getDate().toInstant();
    }

    /// The one value of an attribute that is there once; null when it is not there.
    private static @Nullable ASN1Encodable value(ASN1Set attributes, ASN1ObjectIdentifier type) {
        ASN1Encodable found = null;
        for (ASN1Encodable it : attributes) {
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

    private Certificate signerOf(ASN1Sequence signer) {
        try {
            return certificates.stream()
                    .filter(it -> Named.by(signer.getObjectAt(1), it))
                    .findFirst()
                    .orElseThrow(() -> new CryptoException(Reason.untrusted));
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static Set<String> digestAlgorithms(Suite suite) {
        return Set.of(SuiteAlgorithms.digest(suite).getAlgorithm().getId());
    }

    /// Some name only the key's algorithm, others that with the digest's.
    private static Set<String> signatureAlgorithms(Suite suite) {
        String whole = SuiteAlgorithms.signature(suite).getAlgorithm().getId();
        return switch (suite) {
            case sm2 -> Set.of(whole, SignedDataBuilder.SM2_SIGNATURE.getId());
            case rsa_2048, rsa_3072 -> Set.of(whole, PKCSObjectIdentifiers.rsaEncryption.getId());
            case ecdsa_p256 -> Set.of(whole);
        };
    }

    private static boolean isAlgorithm(ASN1Encodable identifier, Set<String> wanted) {
        ASN1Encodable oid = ASN1Sequence.getInstance(identifier).getObjectAt(0);
        return wanted.contains(ASN1ObjectIdentifier.getInstance(oid).getId());
    }
}
