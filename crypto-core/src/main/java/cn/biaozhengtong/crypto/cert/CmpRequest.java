package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.CertificateRequestMessageBuilder;

/// What an outside CA is asked, as it is stored before it is asked.
///
/// @param transaction names the request; a repeat bears the same
record CmpRequest(CertificateProfile profile, byte[] transaction, CertReqMessages messages) {
    static final int ID = 0;

    static CmpRequest of(CertificateOrder order) {
        try {
            CertificateRequestMessageBuilder builder =
                    new CertificateRequestMessageBuilder(BigInteger.valueOf(ID))
                            .setSubject(order.subject().toX500())
                            .setPublicKey(SubjectPublicKeyInfo.getInstance(order.key().info()))
                            .setValidity(Date.from(order.notBefore()), Date.from(order.notAfter()))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(order.profile().keyUsage()))
                            .setProofOfPossessionRaVerified();
            if (order.uscc().isPresent()) {
                builder.addExtension(
                        CertificateAuthorityKey.USCC_OID,
                        false,
                        new DERUTF8String(order.uscc().get()));
            }
            return new CmpRequest(
                    order.profile(),
                    order.serial().value().toByteArray(),
                    new CertReqMessages(builder.build().toASN1Structure()));
        } catch (CRMFException | IOException e) {
            throw new CryptoException(CryptoException.Reason.internal, e);
        }
    }

    static CmpRequest parse(byte[] der) {
        ASN1Sequence parts = ASN1Sequence.getInstance(der);
        return new CmpRequest(
                CertificateProfile.valueOf(
                        ASN1UTF8String.getInstance(parts.getObjectAt(0)).getString()),
                ASN1OctetString.getInstance(parts.getObjectAt(1)).getOctets(),
                CertReqMessages.getInstance(parts.getObjectAt(2)));
    }

    byte[] encoded() {
        return SmAlgorithms.encode(
                new DERSequence(
                        new ASN1Encodable[] {
                            new DERUTF8String(profile.name()),
                            new DEROctetString(transaction),
                            messages
                        }));
    }

    CertTemplate template() {
        return messages.toCertReqMsgArray()[0].getCertReq().getCertTemplate();
    }
}
