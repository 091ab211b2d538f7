package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/// The one form of a TimeStampToken (RFC 3161 §2.4.2, RFC 5652 §5.1) around what its signature
/// covers: DER; one signer, named by issuer and serial number; his certificate and perhaps its
/// issuers; no lists, no attributes without a signature.
final class CanonicalToken {
    private CanonicalToken() {}

    /// Of a token that verified.
    static boolean is(byte[] der, VerifiedChain authority) {
        SignedData given =
                SignedData.getInstance(
                        ContentInfo.getInstance(SmAlgorithms.strict(der, ASN1Sequence.class))
                                .getContent());
        SignerInfo signer = SignerInfo.getInstance(given.getSignerInfos().getObjectAt(0));
        for (int sent = 1; sent <= authority.path().size(); sent++) {
            byte[] form = form(given, signer, authority.path().subList(0, sent));
            if (Arrays.equals(form, der)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] form(SignedData given, SignerInfo signer, List<Certificate> sent) {
        byte[] content =
                ASN1OctetString.getInstance(given.getEncapContentInfo().getContent()).getOctets();
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        sent.forEach(it -> certificates.add(SmAlgorithms.strict(it.encoded(), ASN1Sequence.class)));
        return SmAlgorithms.encode(
                sequence(
                        CMSObjectIdentifiers.signedData,
                        new DERTaggedObject(
                                true,
                                0,
                                sequence(
                                        new ASN1Integer(3),
                                        new DERSet(Sm3Calculator.ALGORITHM),
                                        sequence(
                                                PKCSObjectIdentifiers.id_ct_TSTInfo,
                                                new DERTaggedObject(
                                                        true, 0, new DEROctetString(content))),
                                        new DERTaggedObject(false, 0, new DERSet(certificates)),
                                        new DERSet(form(signer, sent.get(0)))))));
    }

    private static DERSequence form(SignerInfo given, Certificate signer) {
        ASN1Sequence tbs = SmAlgorithms.strict(signer.tbs(), ASN1Sequence.class);
        return sequence(
                new ASN1Integer(1),
                // issuer, serial (RFC 5280 §4.1)
                sequence(tbs.getObjectAt(3), tbs.getObjectAt(1)),
                Sm3Calculator.ALGORITHM,
                new DERTaggedObject(
                        false, 0, new DERSet(given.getAuthenticatedAttributes().toArray())),
                SuiteAlgorithms.signature(signer.suite()),
                new DEROctetString(given.getEncryptedDigest().getOctets()));
    }

    private static DERSequence sequence(ASN1Encodable... parts) {
        return new DERSequence(parts);
    }
}
