package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.jspecify.annotations.Nullable;

/// A question about at most 32 certificates (RFC 6960).
public final class OcspRequest {
    private static final int MAX_ITEMS = 32;

    /// RFC 9654 §2.1, and the head of the octet string inside.
    private static final int MAX_NONCE = 128 + 3;

    private final OCSPReq request;

    private OcspRequest(OCSPReq request) {
        this.request = request;
    }

    public static OcspRequest about(Certificate issuer, SerialNumber serial) {
        try {
            return new OcspRequest(
                    new OCSPReqBuilder().addRequest(CertId.of(issuer, serial)).build());
        } catch (OCSPException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// About several certificates of one issuer, with a nonce that the answer repeats.
    ///
    /// @param nonce 1 to 128 bytes (RFC 9654)
    public static OcspRequest about(Certificate issuer, List<SerialNumber> serials, byte[] nonce) {
        if (serials.isEmpty() || serials.size() > MAX_ITEMS || nonce.length > MAX_NONCE - 3) {
            throw new CryptoException(Reason.out_of_range);
        }
        try {
            OCSPReqBuilder builder = new OCSPReqBuilder();
            for (SerialNumber serial : serials) {
                builder.addRequest(CertId.of(issuer, serial));
            }
            builder.setRequestExtensions(
                    new Extensions(
                            new Extension(
                                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                                    false,
                                    new DEROctetString(nonce).getEncoded())));
            return new OcspRequest(builder.build());
        } catch (OCSPException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// @throws CryptoException when malformed, empty or too large
    public static OcspRequest parse(byte[] der) {
        try {
            OCSPReq request = new OCSPReq(der);
            int count = request.getRequestList().length;
            if (count < 1 || count > MAX_ITEMS) {
                throw new CryptoException(Reason.malformed);
            }
            return new OcspRequest(request);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    public byte[] encoded() {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// The serial numbers asked about, in order, whoever issued them.
    public List<SerialNumber> serials() {
        return ids().map(id -> SerialNumber.of(id.getSerialNumber())).toList();
    }

    Stream<CertificateID> ids() {
        return Stream.of(request.getRequestList()).map(Req::getCertID);
    }

    /// The client's nonce extension, when it has a sane length.
    @Nullable Extension nonce() {
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        boolean sane = nonce != null && nonce.getExtnValue().getOctets().length <= MAX_NONCE;
        return sane ? nonce : null;
    }
}
