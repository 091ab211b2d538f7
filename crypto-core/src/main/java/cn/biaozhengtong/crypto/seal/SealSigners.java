package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.JcaSuites;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;

/// Who may use a seal: by certificate (list type 1) or by digest of it (list type 2); 1 to 100.
///
/// @param byDigest which of the two the list is
/// @param entries DER of certificates, or digests, each in lower-case hexadecimal
public record SealSigners(boolean byDigest, List<String> entries) {
    static final int CERTIFICATES = 1;
    static final int DIGESTS = 2;

    private static final int MAX = 100;
    private static final String SM3_OID = "1.2.156.10197.1.401";

    public SealSigners {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAX) {
            throw new CryptoException(Reason.malformed);
        }
    }

    public static SealSigners certificates(List<Certificate> signers) {
        return new SealSigners(false, signers.stream().map(it -> hex(it.encoded())).toList());
    }

    public static SealSigners digests(List<Certificate> signers) {
        return new SealSigners(true, signers.stream().map(Certificate::fingerprint).toList());
    }

    /// Whether the list has just this certificate, or its SM3 or SHA-256 digest.
    public boolean contain(Certificate certificate) {
        byte[] der = certificate.encoded();
        return byDigest
                ? entries.contains(Sm3.hex(der)) || entries.contains(hex(JcaSuites.sha256(der)))
                : entries.contains(hex(der));
    }

    /// What other makers put into a list is kept and matches nobody, unless it is a certificate or
    /// its digest: a seal that names nobody is a seal that nobody may use, and no broken one.
    static SealSigners parse(int listType, ASN1Encodable encoded) {
        if (listType != CERTIFICATES && listType != DIGESTS) {
            throw new CryptoException(Reason.malformed);
        }
        List<String> out = new ArrayList<>();
        for (ASN1Encodable it : ASN1Sequence.getInstance(encoded)) {
            out.add(hex(listType == DIGESTS ? digest(it) : certificate(it)));
        }
        return new SealSigners(listType == DIGESTS, out);
    }

    private static byte[] certificate(ASN1Encodable entry) {
        return entry instanceof ASN1OctetString octets
                ? octets.getOctets()
                : SmAlgorithms.encode(entry.toASN1Primitive());
    }

    /// `SEQ{type PrintableString, value OCTET STRING}`; the type is the maker's own word (自定义类型),
    /// so that only the value says whose it is.
    private static byte[] digest(ASN1Encodable entry) {
        ASN1Sequence row = ASN1Sequence.getInstance(entry);
        if (row.size() != 2 || !(row.getObjectAt(0) instanceof ASN1String)) {
            throw new CryptoException(Reason.malformed);
        }
        return Ses.octets(row, 1);
    }

    /// 1 or 2.
    int listType() {
        return byDigest ? DIGESTS : CERTIFICATES;
    }

    DERSequence encoded() {
        ASN1EncodableVector out = new ASN1EncodableVector();
        for (String entry : entries) {
            DEROctetString octets = new DEROctetString(HexFormat.of().parseHex(entry));
            if (byDigest) {
                ASN1EncodableVector row = new ASN1EncodableVector();
                row.add(new DERPrintableString(SM3_OID));
                row.add(octets);
                out.add(new DERSequence(row));
            } else {
                out.add(octets);
            }
        }
        return new DERSequence(out);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
