package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/// Answers [TimeStampRequest]s: says, signed, that a digest was there at a time. It accepts SM3
/// digests only; whatever else is asked gets a refusal with its PKIFailureInfo.
public final class TimeStampAuthority {
    private final SigningKey key;
    private final List<X509CertificateHolder> chain;
    private final ASN1ObjectIdentifier policy;

    private TimeStampAuthority(
            SigningKey key, List<X509CertificateHolder> chain, ASN1ObjectIdentifier policy) {
        this.key = key;
        this.chain = chain;
        this.policy = policy;
    }

    /// @param chain the authority's certificate first; all of it goes into every token
    /// @param policy OID in dotted form
    /// @throws CryptoException unless the certificate is one for time stamps, of this key
    public static TimeStampAuthority of(SigningKey key, List<Certificate> chain, String policy) {
        Certificate own = chain.get(0);
        boolean fits =
                own.isFor(CertificateProfile.time_stamping)
                        && own.publicKey().equals(key.publicKey());
        if (!fits) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        List<X509CertificateHolder> holders = new ArrayList<>();
        for (Certificate it : chain) {
            try {
                holders.add(new X509CertificateHolder(it.encoded()));
            } catch (IOException e) {
                throw new CryptoException(Reason.internal, e);
            }
        }
        return new TimeStampAuthority(key, holders, new ASN1ObjectIdentifier(policy));
    }

    /// DER of a TimeStampResp: granted, or a refusal for a question that is understood but not
    /// answered.
    ///
    /// @param serial never used before by this authority
    /// @throws CryptoException when it is no question at all
    public byte[] answer(byte[] request, SerialNumber serial, Instant now) {
        try {
            TimeStampResponseGenerator responses =
                    new TimeStampResponseGenerator(
                            tokens(), Set.of(GMObjectIdentifiers.sm3.getId()));
            org.bouncycastle.tsp.TimeStampRequest asked =
                    new org.bouncycastle.tsp.TimeStampRequest(request);
            try {
                return responses
                        .generateGrantedResponse(asked, serial.value(), Date.from(now))
                        .getEncoded();
            } catch (TSPException e) {
                return responses
                        .generateFailResponse(
                                PKIStatus.REJECTION, PKIFailureInfo.badAlg, "SM3 only")
                        .getEncoded();
            }
        } catch (TSPException | OperatorCreationException e) {
            throw new CryptoException(Reason.internal, e);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// The refusal for what is no question (RFC 3161 §2.4.2, badDataFormat).
    public byte[] malformedRequest() {
        try {
            return new TimeStampResponseGenerator(tokens(), Set.of())
                    .generateFailResponse(
                            PKIStatus.REJECTION, PKIFailureInfo.badDataFormat, "not understood")
                    .getEncoded();
        } catch (TSPException | OperatorCreationException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    private TimeStampTokenGenerator tokens() throws OperatorCreationException, TSPException {
        SignerInfoGenerator signer =
                new SignerInfoGeneratorBuilder(Sm3Calculator.provider())
                        .build(new SuiteContentSigner(key), chain.get(0));
        TimeStampTokenGenerator out =
                new TimeStampTokenGenerator(signer, new Sm3Calculator(), policy);
        out.addCertificates(new CollectionStore<>(chain));
        return out;
    }
}
