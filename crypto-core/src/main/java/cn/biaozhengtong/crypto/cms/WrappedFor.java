package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/// KeyTransRecipientInfo `SEQ{version, issuerAndSerial, algorithm, encryptedKey}`.
final class WrappedFor {
    private WrappedFor() {}

    static DERSequence wrap(Form form, Certificate recipient, byte[] key) {
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new ASN1Integer(form.envelopedVersion()));
        out.add(issuerAndSerial(recipient));
        out.add(SuiteAlgorithms.keyEncryption(recipient.suite()));
        out.add(new DEROctetString(recipient.publicKey().encrypt(key)));
        return new DERSequence(out);
    }

    static DERSequence issuerAndSerial(Certificate certificate) {
        ASN1Sequence tbs = SmAlgorithms.strict(certificate.tbs(), ASN1Sequence.class);
        ASN1EncodableVector out = new ASN1EncodableVector();
        // version [0], serial, signature, issuer (RFC 5280 §4.1)
        out.add(tbs.getObjectAt(3));
        out.add(tbs.getObjectAt(1));
        return new DERSequence(out);
    }
}
