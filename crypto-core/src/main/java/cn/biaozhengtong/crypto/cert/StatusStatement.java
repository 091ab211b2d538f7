package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Framed;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;

/// The authority's word, given with signatures, that their certificates were good at that moment:
/// what was revoked later was still good then.
///
/// It is a plain OCSP response (RFC 6960), so anybody's client reads it; its nonce is [#binding],
/// so it speaks of these very signatures and of no others. `producedAt` is the moment that counts,
/// and `thisUpdate` is the same.
public final class StatusStatement {
    private static final String TAG = "bzt/status/v1";

    private final byte[] der;
    private final BasicOCSPResp basic;

    private StatusStatement(byte[] der, BasicOCSPResp basic) {
        this.der = der;
        this.basic = basic;
    }

    /// `SM3` over the tag `bzt/status/v1` and, each framed: how many serials, the serials, how many
    /// signatures, and of each the `SM3` of what it is over and its DER, both in hexadecimal. 32
    /// bytes.
    ///
    /// @throws CryptoException without a signature for each preimage, or with none at all
    public static byte[] binding(
            List<SerialNumber> serials, List<Preimage> preimages, List<byte[]> signatures) {
        if (preimages.isEmpty() || preimages.size() != signatures.size()) {
            throw new CryptoException(Reason.malformed);
        }
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(serials.size()));
        serials.forEach(it -> fields.add(it.hex()));
        fields.add(Integer.toString(preimages.size()));
        for (int i = 0; i < preimages.size(); i++) {
            fields.add(Sm3.hex(preimages.get(i).toBytes()));
            fields.add(HexFormat.of().formatHex(signatures.get(i)));
        }
        return Sm3.digest(Framed.of(TAG, fields));
    }

    /// Nothing of it is believed before [#mustBeGood].
    ///
    /// @throws CryptoException unless it is one successful basic response
    public static StatusStatement parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            if (!(new OCSPResp(der).getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new CryptoException(Reason.malformed);
            }
            return new StatusStatement(der.clone(), basic);
        } catch (IOException | OCSPException | IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// When it was made, as it says itself.
    public Instant at() {
        return basic.getProducedAt().toInstant();
    }

    public byte[] encoded() {
        return der.clone();
    }

    /// @param issuer of all of them
    /// @throws CryptoException unless a responder of the issuer calls each certificate good at
    ///   [#at], and speaks of this binding
    public void mustBeGood(Certificate issuer, List<SerialNumber> serials, byte[] binding) {
        for (SerialNumber serial : serials) {
            CertificateStatus status = OcspResponse.verify(der, issuer, serial, at());
            if (!(status instanceof CertificateStatus.Good)) {
                throw new CryptoException(Reason.revoked);
            }
        }
        boolean now = true;
        for (SingleResp single : basic.getResponses()) {
            now &= single.getThisUpdate().equals(basic.getProducedAt());
        }
        if (!now || !MessageDigest.isEqual(binding, nonce())) {
            throw new CryptoException(Reason.untrusted);
        }
    }

    private byte[] nonce() {
        Extension it = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (it == null) {
            throw new CryptoException(Reason.untrusted);
        }
        try {
            return ASN1OctetString.getInstance(it.getExtnValue().getOctets()).getOctets();
        } catch (IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
