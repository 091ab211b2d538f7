package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
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
/// @param entries DER of certificates or SM3 digests, each in lower-case hexadecimal
public record SealSigners(boolean byDigest, List<String> entries) {
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

    public boolean contain(Certificate certificate) {
        byte[] der = certificate.encoded();
        return entries.contains(byDigest ? Sm3.hex(der) : hex(der));
    }

    static SealSigners parse(int listType, ASN1Encodable encoded) {
        List<String> out = new ArrayList<>();
        for (ASN1Encodable it : ASN1Sequence.getInstance(encoded)) {
            if (listType == 1) {
                byte[] der = ASN1OctetString.getInstance(it).getOctets();
                Certificate.parse(der);
                out.add(hex(der));
            } else {
                ASN1Sequence row = ASN1Sequence.getInstance(it);
                boolean known =
                        row.size() == 2
                                && row.getObjectAt(0) instanceof ASN1String type
                                && (type.getString().equals(SM3_OID)
                                        || type.getString().equalsIgnoreCase("SM3"));
                byte[] digest = ASN1OctetString.getInstance(row.getObjectAt(1)).getOctets();
                if (!known || digest.length != Sm3.LENGTH || listType != 2) {
                    throw new CryptoException(Reason.malformed);
                }
                out.add(hex(digest));
            }
        }
        return new SealSigners(listType == 2, out);
    }

    /// 1 or 2.
    int listType() {
        return byDigest ? 2 : 1;
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
