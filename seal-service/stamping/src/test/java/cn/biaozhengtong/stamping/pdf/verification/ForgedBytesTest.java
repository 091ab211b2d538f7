package cn.biaozhengtong.stamping.pdf.verification;

import static cn.biaozhengtong.stamping.pdf.verification.Forgery.PKI;
import static cn.biaozhengtong.stamping.pdf.verification.Forgery.bad;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents whose signed bytes, signature or ByteRange was changed.
class ForgedBytesTest {
    @ParameterizedTest
    @MethodSource({"signedBytes", "signatures", "ranges"})
    void item36_forgedBytes_areSeen(Forgery forgery) {
        forgery.mustBeSeen();
    }

    static Stream<Forgery> signedBytes() {
        return Stream.of(
                bad("content", Forgery::sealed, it -> Bytes.flip(it, "Price"), "digest-bad"),
                bad("catalog", Forgery::sealed, it -> Bytes.flip(it, "atalog"), "digest-bad"),
                bad("field's name", Forgery::sealed, it -> Bytes.flip(it, "seal1"), "digest-bad"),
                bad("seal", Forgery::sealed, it -> Bytes.flip(it, "3C7376672F3E"), "digest-bad"),
                bad(
                        "trailer's identifier",
                        Forgery::sealed,
                        it -> Bytes.replace(it, "<00112233", "<00112234"),
                        "digest-bad"),
                bad(
                        "form of the signature",
                        Forgery::sealed,
                        it -> Bytes.replace(it, "ETSI.CAdES.detached", "adbe.pkcs7.detachee"),
                        "form-not-accepted"),
                bad(
                        "two signatures exchanged",
                        () -> Signing.sign(Signing.sign(Papers.bid(), PKI), PKI, "seal2"),
                        ForgedBytesTest::exchanged,
                        "digest-bad"),
                bad(
                        "another document's signature",
                        Forgery::sealed,
                        it ->
                                Bytes.withCms(
                                        it, Bytes.cms(Signing.sign(Papers.pages(2), PKI, "seal1"))),
                        "digest-bad"));
    }

    private static byte[] exchanged(byte[] file) {
        String text = Increment.text(file);
        int one = text.indexOf("/Contents <3");
        int other = text.lastIndexOf("/Contents <3");
        int length = text.indexOf('>', one) - one;
        byte[] out = file.clone();
        System.arraycopy(file, one, out, other, length);
        System.arraycopy(file, other, out, one, length);
        return out;
    }

    static Stream<Forgery> signatures() {
        return Stream.of(
                bad(
                        "signature's value",
                        Forgery::sealed,
                        it -> Bytes.flipIn(it, Bytes.signer(it).getSignature()),
                        "signature-bad"),
                bad(
                        "digest that was signed",
                        Forgery::sealed,
                        ForgedBytesTest::digest,
                        "digest-bad"),
                bad("time stamp", Forgery::sealed, ForgedBytesTest::stamp, "time-stamp-bad"),
                bad(
                        "certificate",
                        Forgery::sealed,
                        it -> Bytes.flipIn(it, tail(PKI.signer.certificate().encoded())),
                        "certificate-swapped"),
                bad(
                        "something behind the signature",
                        Forgery::sealed,
                        it -> {
                            byte[] out = it.clone();
                            out[Increment.text(it).lastIndexOf("00> >>")] = '7';
                            return out;
                        },
                        "contents-padding"),
                bad(
                        "blanks in the place of the signature",
                        Forgery::sealed,
                        it -> Bytes.replace(it, "00> >>", "  > >>"),
                        "byte-range-not-framing"));
    }

    private static byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, bytes.length - 20, bytes.length);
    }

    private static byte[] digest(byte[] file) {
        SignerInformation signer = Bytes.signer(file);
        return Bytes.flipIn(
                file,
                tail(Bytes.encoded(signer.getSignedAttributes().get(CMSAttributes.messageDigest))));
    }

    private static byte[] stamp(byte[] file) {
        SignerInformation signer = Bytes.signer(file);
        return Bytes.flipIn(
                file,
                tail(
                        Bytes.encoded(
                                signer.getUnsignedAttributes()
                                        .get(
                                                PKCSObjectIdentifiers
                                                        .id_aa_signatureTimeStampToken))));
    }

    static Stream<Forgery> ranges() {
        return Stream.of(
                bad(
                        "no ByteRange",
                        Forgery::sealed,
                        it -> Bytes.replace(it, "/ByteRange", "/ByteRangf"),
                        "byte-range-malformed"),
                bad(
                        "ByteRange null",
                        Forgery::sealed,
                        it -> range(it, "null"),
                        "byte-range-malformed"),
                bad(
                        "one range",
                        Forgery::sealed,
                        it -> range(it, "[0 700]"),
                        "byte-range-malformed"),
                bad(
                        "not from the start",
                        Forgery::sealed,
                        it -> range(it, "[1 20 30 40]"),
                        "byte-range-malformed"),
                bad(
                        "negative",
                        Forgery::sealed,
                        it -> range(it, "[0 -20 30 40]"),
                        "byte-range-malformed"),
                bad(
                        "beyond the end",
                        Forgery::sealed,
                        it -> range(it, "[0 20 30 9000000000000]"),
                        "byte-range-malformed"),
                bad(
                        "fifty bytes",
                        Forgery::sealed,
                        it -> range(it, "[0 10 20 30]"),
                        "byte-range-not-framing"),
                bad(
                        "no /Contents",
                        Forgery::sealed,
                        it -> Bytes.replace(it, "/Contents <", "/Contentz <"),
                        "contents-absent"),
                bad(
                        "its own tail left out",
                        Forgery::sealed,
                        it -> new Signing(Papers.bid(), PKI).set("short", "100").as("seal1"),
                        "coverage-not-at-end"),
                bad(
                        "/Contents twice",
                        Forgery::sealed,
                        it ->
                                new Signing(Papers.bid(), PKI)
                                        .set("entries", "/Contents <00> ")
                                        .as("seal1"),
                        "key-twice"),
                bad(
                        "content inside a detached signature",
                        Forgery::sealed,
                        it -> new Signing(Papers.bid(), PKI).set("attached", "").as("seal1"),
                        "content-inside"),
                bad(
                        "time stamp over another document",
                        () ->
                                new Signing(Signing.sign(Papers.bid(), PKI), PKI)
                                        .set("type", "DocTimeStamp")
                                        .set("subFilter", "ETSI.RFC3161")
                                        .set("rect", "[0 0 0 0]")
                                        .as("stamp"),
                        it -> Bytes.flip(it, "Adobe.PPKLite"),
                        "document-time-stamp-bad"));
    }

    private static byte[] range(byte[] file, String by) {
        String text = Increment.text(file);
        int from = text.lastIndexOf("/ByteRange ") + "/ByteRange ".length();
        String old = text.substring(from, text.indexOf(']', from) + 1);
        return Bytes.replace(file, old, by + " ".repeat(old.length() - by.length()));
    }
}
