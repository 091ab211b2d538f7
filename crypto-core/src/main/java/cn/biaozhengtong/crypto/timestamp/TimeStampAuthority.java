package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm3;
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
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;

/// Answers [TimeStampRequest]s: says, signed, that a digest was there at a time. It accepts SM3
/// digests and one policy only; whatever else is asked gets a refusal with its PKIFailureInfo.
public final class TimeStampAuthority {
    /// Bytes of a question: what OpenSSL makes has some 70.
    public static final int MAX_REQUEST = 1024;

    private static final int MAX_NONCE_BITS = 160;

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

    /// The refusal of what is not answered, DER of a TimeStampResp, with the failure that RFC 3161
    /// §2.4.2 has for it; empty where [#answer] will grant. Costs no signature and no serial.
    ///
    /// @param request at most [#MAX_REQUEST] bytes are looked at
    public Optional<byte[]> refusal(byte[] request) {
        return failure(request).map(this::refused);
    }

    private enum Failure {
        data(PKIFailureInfo.badDataFormat, "not understood"),
        request(PKIFailureInfo.badRequest, "not supported"),
        algorithm(PKIFailureInfo.badAlg, "SM3 only"),
        policy(PKIFailureInfo.unacceptedPolicy, "not a policy of ours"),
        extension(PKIFailureInfo.unacceptedExtension, "no extensions");

        private final int info;
        private final String text;

        Failure(int info, String text) {
            this.info = info;
            this.text = text;
        }
    }

    private Optional<Failure> failure(byte[] request) {
        if (request.length > MAX_REQUEST) {
            return Optional.of(Failure.data);
        }
        try {
            TimeStampReq asked = TimeStampReq.getInstance(ASN1Primitive.fromByteArray(request));
            return Optional.ofNullable(failure(asked));
        } catch (IOException | RuntimeException e) {
            return Optional.of(Failure.data);
        }
    }

    private @Nullable Failure failure(TimeStampReq asked) {
        AlgorithmIdentifier hash = asked.getMessageImprint().getHashAlgorithm();
        ASN1Encodable parameters = hash.getParameters();
        boolean sm3 =
                hash.getAlgorithm().equals(GMObjectIdentifiers.sm3)
                        && (parameters == null || DERNull.INSTANCE.equals(parameters));
        if (!sm3) {
            return Failure.algorithm;
        }
        if (asked.getMessageImprint().getHashedMessage().length != Sm3.LENGTH) {
            return Failure.data;
        }
        boolean ours = asked.getReqPolicy() == null || asked.getReqPolicy().equals(policy);
        if (!ours) {
            return Failure.policy;
        }
        if (asked.getExtensions() != null) {
            return Failure.extension;
        }
        boolean plain =
                asked.getVersion().hasValue(1)
                        && (asked.getNonce() == null
                                || asked.getNonce().getValue().bitLength() <= MAX_NONCE_BITS);
        return plain ? null : Failure.request;
    }

    private byte[] refused(Failure failure) {
        try {
            return new TimeStampResponseGenerator(tokens(), Set.of())
                    .generateFailResponse(PKIStatus.REJECTION, failure.info, failure.text)
                    .getEncoded();
        } catch (TSPException | OperatorCreationException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// DER of a TimeStampResp: granted, or the [#refusal].
    ///
    /// @param serial never used before by this authority
    public byte[] answer(byte[] request, SerialNumber serial, Instant now) {
        Optional<byte[]> refusal = refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return new TimeStampResponseGenerator(tokens(), Set.of(GMObjectIdentifiers.sm3.getId()))
                    .generateGrantedResponse(
                            new org.bouncycastle.tsp.TimeStampRequest(request),
                            serial.value(),
                            Date.from(now))
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
