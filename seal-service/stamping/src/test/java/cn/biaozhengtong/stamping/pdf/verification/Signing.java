package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;

/// Signs a document of [Papers] in a further revision, well or as a forger would.
final class Signing {
    private static final int ROOM = 12_000;
    private static final String PLACE = "/ByteRange [0 0000000000 0000000000 0000000000]";

    private final byte[] base;
    private final Increment increment;
    private final Pki pki;
    private final Map<String, String> options = new HashMap<>();
    private Pki.Holder signer;
    private Instant at = Pki.NOW.minusSeconds(3600);
    private boolean stamped = true;
    private byte[] seal = new byte[0];

    Signing(byte[] base, Pki pki) {
        this.base = base;
        this.increment = new Increment(base);
        this.pki = pki;
        this.signer = pki.signer;
    }

    static byte[] sign(byte[] base, Pki pki) {
        return new Signing(base, pki).as("seal1");
    }

    static byte[] sign(byte[] base, Pki pki, String name) {
        return new Signing(base, pki).as(name);
    }

    Signing by(Pki.Holder holder) {
        signer = holder;
        return this;
    }

    Signing at(Instant moment) {
        at = moment;
        return this;
    }

    Signing unstamped() {
        stamped = false;
        return this;
    }

    Signing sealed(byte[] der) {
        seal = der;
        return this;
    }

    /// What else comes in the same revision.
    Increment with() {
        return increment;
    }

    /// `subFilter`, `reference`, `lock`, `rect`, `annots`, `type`, `attached`, `short` (bytes that
    /// the second range leaves out), `entries` (of the signature's dictionary).
    Signing set(String option, String value) {
        options.put(option, value);
        return this;
    }

    Signing certifying(int level) {
        return set(
                "reference",
                "/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type"
                        + " /TransformParams /V /1.2 /P "
                        + level
                        + " >> >>]");
    }

    private String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /// In a new field.
    byte[] as(String name) {
        int field = increment.size() + 50;
        int value = field + 1;
        String rect = option("rect", "[400 100 500 200]");
        increment.put(
                field,
                "<< /Type /Annot /Subtype /Widget /FT /Sig /T ("
                        + name
                        + ") /Rect "
                        + rect
                        + " /P 10 0 R /F 132 /V "
                        + value
                        + " 0 R "
                        + option("lock", "")
                        + " >>");
        refer(Papers.FORM, "Fields", field);
        refer(Papers.PAGE, "Annots", field);
        if (options.containsKey("reference")) {
            increment.put(
                    1,
                    "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R /Perms << /DocMDP "
                            + value
                            + " 0 R >> >>");
        }
        return signed(value);
    }

    /// In the empty field that is there.
    byte[] inEmptyField() {
        int value = increment.size() + 51;
        String body = Increment.body(base, Papers.EMPTY_FIELD);
        increment.put(Papers.EMPTY_FIELD, body.replace(" >>", " /V " + value + " 0 R >>"));
        return signed(value);
    }

    private void refer(int object, String key, int field) {
        String more = object == Papers.PAGE ? option("annots", "") : "";
        String body = Increment.body(base, object);
        increment.put(
                object,
                body.replaceFirst("/" + key + " \\[", "/" + key + " [" + more + field + " 0 R "));
    }

    private byte[] signed(int value) {
        String entry = seal.length == 0 ? "" : "/BZT_Seal <" + hex(seal) + "> ";
        increment.put(
                value,
                "<< /Type /"
                        + option("type", "Sig")
                        + " /Filter /Adobe.PPKLite /SubFilter /"
                        + option("subFilter", "ETSI.CAdES.detached")
                        + " "
                        + PLACE
                        + " "
                        + option("reference", "")
                        + " "
                        + option("entries", "")
                        + entry
                        + "/Contents <"
                        + "0".repeat(2 * ROOM)
                        + "> >>");
        return fill(increment.append());
    }

    private byte[] fill(byte[] file) {
        String text = Increment.text(file);
        int from = text.lastIndexOf("/Contents <0000") + "/Contents ".length();
        int to = from + 2 * ROOM + 2;
        int rest = file.length - to - Integer.parseInt(option("short", "0"));
        String range = String.format("/ByteRange [0 %010d %010d %010d]", from, to, rest);
        byte[] placed = Increment.bytes(text.replace(PLACE, range));
        byte[] content = Arrays.copyOf(placed, from + rest);
        System.arraycopy(placed, to, content, from, rest);
        byte[] cms =
                option("type", "Sig").equals("DocTimeStamp")
                        ? pki.stamp(content, at)
                        : cms(content);
        byte[] digits = Increment.bytes(hex(cms));
        System.arraycopy(digits, 0, placed, from + 1, digits.length);
        return placed;
    }

    private byte[] cms(byte[] content) {
        byte[] plain =
                new SignedDataBuilder(Form.rfc5652, content, List.of(signer.certificate()), at)
                        .sign(signer.key(), !options.containsKey("attached"));
        return stamped ? withStamp(plain) : plain;
    }

    private byte[] withStamp(byte[] plain) {
        try {
            SignerInformation only = new CMSSignedData(plain).getSignerInfos().iterator().next();
            return stamped(plain, pki.stamp(only.getSignature(), at));
        } catch (CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /// With this token beside the signature, and no other.
    static byte[] stamped(byte[] cms, byte[] token) {
        try {
            CMSSignedData data = new CMSSignedData(cms);
            SignerInformation only = data.getSignerInfos().iterator().next();
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                            new DERSet(ASN1Primitive.fromByteArray(token))));
            SignerInformation with =
                    SignerInformation.replaceUnsignedAttributes(
                            only, new AttributeTable(attributes));
            return CMSSignedData.replaceSigners(data, new SignerInformationStore(with))
                    .getEncoded("DER");
        } catch (CMSException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
