package cn.biaozhengtong.stamping.pdf.verification;

import static cn.biaozhengtong.stamping.pdf.verification.Forgery.bad;
import static cn.biaozhengtong.stamping.pdf.verification.Forgery.certified;
import static cn.biaozhengtong.stamping.pdf.verification.Forgery.unproven;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents to which something was appended: incremental saving, shadow and certification attacks.
/// The signed bytes are as they were in every one of them.
class ForgedLaterTest {
    private static final Pki PKI = Forgery.PKI;
    private static final Pki STRANGER = new Pki();
    private static final String OVERLAY =
            "<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (Price: 9) /P 10 0 R"
                    + " >>";

    @ParameterizedTest
    @MethodSource({"pages", "objects", "forms", "certifications", "signatures", "bytes"})
    void item36_forgedLater_isSeen(Forgery forgery) {
        forgery.mustBeSeen();
    }

    private static String body(byte[] file, int number, String from, String to) {
        String body = Increment.body(file, number);
        if (!body.contains(from)) {
            throw new IllegalArgumentException(body);
        }
        return body.replace(from, to);
    }

    private static byte[] change(byte[] file, int number, String from, String to) {
        return new Increment(file).put(number, body(file, number, from, to)).append();
    }

    private static byte[] withAnnotation(byte[] file, String annotation) {
        Increment out = new Increment(file);
        int number = out.size();
        return out.put(number, annotation)
                .put(
                        Papers.PAGE,
                        body(file, Papers.PAGE, "/Annots [", "/Annots [" + number + " 0 R "))
                .append();
    }

    static Stream<Forgery> pages() {
        return Stream.of(
                bad(
                        "content exchanged",
                        Forgery::sealed,
                        it ->
                                new Increment(it)
                                        .stream(Papers.CONTENT, "", "BT (Price: 9) Tj ET").append(),
                        "later-page"),
                bad(
                        "page shows what was hidden",
                        Forgery::sealed,
                        it -> change(it, Papers.PAGE, "/Contents 11 0 R", "/Contents 7 0 R"),
                        "later-page"),
                bad(
                        "page turned",
                        Forgery::sealed,
                        it -> change(it, Papers.PAGE, "/Type /Page", "/Type /Page /Rotate 180"),
                        "later-page"),
                bad(
                        "page cut",
                        Forgery::sealed,
                        it ->
                                change(
                                        it,
                                        Papers.PAGE,
                                        "/Type /Page",
                                        "/Type /Page /CropBox [0 0 9 9]"),
                        "later-page"),
                bad(
                        "page twice",
                        Forgery::sealed,
                        it -> change(it, Papers.PAGES, "/Kids [", "/Kids [10 0 R "),
                        "later-pages"),
                bad(
                        "page taken out",
                        () -> Signing.sign(Papers.pages(2), PKI),
                        it -> change(it, Papers.PAGES, "/Kids [10 0 R 12 0 R", "/Kids [10 0 R"),
                        "later-pages"),
                bad(
                        "pages exchanged",
                        () -> Signing.sign(Papers.pages(2), PKI),
                        it -> change(it, Papers.PAGES, "10 0 R 12 0 R", "12 0 R 10 0 R"),
                        "later-pages"),
                bad(
                        "font exchanged",
                        Forgery::sealed,
                        it -> change(it, Papers.FONT, "Helvetica", "Symbol"),
                        "later-page"),
                bad(
                        "font hidden, shadow",
                        Forgery::sealed,
                        it -> new Increment(it).free(Papers.FONT).append(),
                        "later-object-freed"),
                bad(
                        "covering picture freed, shadow",
                        Forgery::sealed,
                        it -> new Increment(it).free(Papers.PICTURE).append(),
                        "later-object-freed"),
                bad(
                        "content exchanged among a thousand harmless changes",
                        Forgery::sealed,
                        ForgedLaterTest::amongHarmless,
                        "later-page"),
                bad(
                        "other content was in the file before, shadow",
                        ForgedLaterTest::shadow,
                        ForgedLaterTest::shown,
                        "later-page"));
    }

    private static byte[] amongHarmless(byte[] file) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            more.append("/Key").append(i).append(" [1] ");
        }
        return new Increment(file)
                        .put(1, body(file, 1, "/Type", "/DSS << " + more + " >> /Type"))
                        .put(Papers.INFO, "<< " + more + " >>")
                        .trailer("/Info 8 0 R")
                        .stream(Papers.CONTENT, "", "BT (Price: 9) Tj ET")
                        .append();
    }

    /// Its first revision holds a second object 11 to which nothing refers.
    private static byte[] shadow() {
        String other = "11 0 obj\n<< /Length 9 >>\nstream\nBT ET q Q\nendstream\nendobj\n";
        return Signing.sign(new Increment(Papers.bid()).stray(other).append(), PKI);
    }

    private static byte[] shown(byte[] file) {
        int offset = Increment.text(file).indexOf("11 0 obj\n<< /Length 9 >>");
        return new Increment(file).at(Papers.CONTENT, offset).append();
    }

    static Stream<Forgery> objects() {
        return Stream.of(
                bad(
                        "rooted elsewhere",
                        Forgery::sealed,
                        it ->
                                new Increment(it)
                                        .put(99, Increment.body(it, 1))
                                        .root("99 0 R")
                                        .append(),
                        "later-trailer"),
                bad(
                        "trailer leads to more",
                        Forgery::sealed,
                        it -> new Increment(it).trailer("/More 7 0 R").append(),
                        "later-trailer"),
                bad(
                        "another file's identifier",
                        Forgery::sealed,
                        it ->
                                Increment.bytes(
                                        Increment.text(new Increment(it).append())
                                                .replaceFirst(
                                                        "(?s)(.*)<00112233445566778899AABBCCDDEEFF>",
                                                        "$1<FF112233445566778899AABBCCDDEEFF>")),
                        "later-trailer"),
                bad(
                        "layers that hide",
                        Forgery::sealed,
                        it -> change(it, 1, "/Type /Catalog", "/Type /Catalog /OCProperties << >>"),
                        "later-document"),
                bad(
                        "script at opening",
                        Forgery::sealed,
                        it ->
                                change(
                                        it,
                                        1,
                                        "/Type /Catalog",
                                        "/Type /Catalog /OpenAction << /S /JavaScript /JS (app)"
                                                + " >>"),
                        "later-action"),
                bad(
                        "stamp with a script",
                        Forgery::sealed,
                        it -> withAnnotation(it, OVERLAY.replace(" >>", " /A << /S /Launch >> >>")),
                        "later-action"),
                unproven(
                        "overlay by a comment",
                        Forgery::sealed,
                        it -> withAnnotation(it, OVERLAY),
                        "later-annotation-unsigned"));
    }

    static Stream<Forgery> forms() {
        return Stream.of(
                unproven(
                        "value filled, shadow",
                        Forgery::sealed,
                        it -> change(it, Papers.TEXT_FIELD, "(none)", "(half the price)"),
                        "later-form-unsigned"),
                bad(
                        "appearance shared with a page",
                        ForgedLaterTest::shared,
                        it ->
                                new Increment(it)
                                        .stream(
                                                        Papers.PICTURE,
                                                        "/Type /XObject /Subtype /Form /BBox [0 0 9"
                                                                + " 9]",
                                                        "0 g")
                                                .append(),
                        "later-page"),
                bad(
                        "locked field filled",
                        () ->
                                new Signing(Papers.bid(), PKI)
                                        .set(
                                                "lock",
                                                "/Lock << /Action /Include /Fields [(remark)] >>")
                                        .as("seal1"),
                        it -> change(it, Papers.TEXT_FIELD, "(none)", "(half the price)"),
                        "later-locked-field"),
                bad(
                        "locked field filled among a hundred free ones",
                        ForgedLaterTest::manyFields,
                        ForgedLaterTest::filled,
                        "later-locked-field"),
                bad(
                        "field moved",
                        Forgery::sealed,
                        it -> change(it, Papers.TEXT_FIELD, "[72 600", "[0 0"),
                        "later-field"),
                bad(
                        "field hidden",
                        Forgery::sealed,
                        it -> change(it, Papers.TEXT_FIELD, "/F 4", "/F 6"),
                        "later-field"),
                bad(
                        "field not printed",
                        Forgery::sealed,
                        it -> change(it, Papers.TEXT_FIELD, "/F 4", "/F 0"),
                        "later-field"),
                bad(
                        "field taken off the page",
                        Forgery::sealed,
                        it -> change(it, Papers.PAGE, "5 0 R 6 0 R", "6 0 R"),
                        "later-field"),
                bad(
                        "field taken out of the form",
                        Forgery::sealed,
                        it -> change(it, Papers.FORM, "5 0 R 6 0 R", "6 0 R"),
                        "later-field"),
                bad(
                        "text field laid over the page",
                        Forgery::sealed,
                        it ->
                                withAnnotation(
                                        it,
                                        "<< /Subtype /Widget /FT /Tx /T (x) /V (9) /Rect [0 0 9 9]"
                                                + " >>"),
                        "later-field"),
                bad(
                        "appearances made anew",
                        Forgery::sealed,
                        it ->
                                change(
                                        it,
                                        Papers.FORM,
                                        "/SigFlags",
                                        "/NeedAppearances true /SigFlags"),
                        "later-field"));
    }

    private static byte[] manyFields() {
        Increment out = new Increment(Papers.bid());
        StringBuilder fields = new StringBuilder();
        for (int i = 300; i < 400; i++) {
            out.put(i, "<< /FT /Tx /T (f" + i + ") /V (none) >>");
            fields.append(i).append(" 0 R ");
        }
        fields.append("5 0 R ");
        out.put(Papers.FORM, "<< /Fields [" + fields + "] >>");
        return new Signing(out.append(), PKI)
                .set("lock", "/Lock << /Action /Include /Fields [(remark)] >>")
                .as("seal1");
    }

    private static byte[] filled(byte[] file) {
        Increment out = new Increment(file);
        for (int i = 300; i < 400; i++) {
            out.put(i, body(file, i, "(none)", "(9)"));
        }
        return out.put(Papers.TEXT_FIELD, body(file, Papers.TEXT_FIELD, "(none)", "(9)")).append();
    }

    /// The text field looks like a picture that the page has, too.
    private static byte[] shared() {
        byte[] paper = Papers.bid();
        return Signing.sign(
                change(paper, Papers.TEXT_FIELD, "/F 4", "/F 4 /AP << /N 7 0 R >>"), PKI);
    }

    static Stream<Forgery> certifications() {
        return Stream.of(
                bad(
                        "form filled at level 1",
                        certified(1),
                        it -> change(it, Papers.TEXT_FIELD, "(none)", "(9)"),
                        "later-change-forbidden"),
                bad(
                        "signed at level 1",
                        certified(1),
                        it -> new Signing(it, PKI).inEmptyField(),
                        "later-change-forbidden"),
                bad(
                        "comment at level 2, evil annotation",
                        certified(2),
                        it -> withAnnotation(it, OVERLAY),
                        "later-change-forbidden"),
                unproven(
                        "comment at level 3, evil annotation",
                        certified(3),
                        it -> withAnnotation(it, OVERLAY),
                        "later-annotation-unsigned"),
                bad(
                        "stranger's field at level 2, sneaky signature",
                        certified(2),
                        it -> new Signing(it, STRANGER).set("rect", "[0 0 595 842]").as("evil"),
                        "later-new-field-forbidden"),
                unproven(
                        "stranger's field at level 3, sneaky signature",
                        certified(3),
                        it -> new Signing(it, STRANGER).set("rect", "[0 0 595 842]").as("evil"),
                        "later-signature-unproven"),
                bad(
                        "certified over an approval",
                        Forgery::sealed,
                        it -> new Signing(it, PKI).certifying(3).as("seal2"),
                        "later-certification"),
                bad(
                        "certification taken off",
                        certified(2),
                        it -> new Increment(it).put(1, body(it, 1, "/Perms", "/Porms")).append(),
                        "later-certification"),
                bad(
                        "content exchanged at level 3",
                        certified(3),
                        it -> new Increment(it).stream(Papers.CONTENT, "", "BT ET").append(),
                        "later-page"));
    }

    private static int valueOf(byte[] file) {
        String text = Increment.text(file);
        int at = text.indexOf("/V ", text.lastIndexOf("/T (seal1)"));
        return Integer.parseInt(text.substring(at + 3, text.indexOf(' ', at + 3)));
    }

    static Stream<Forgery> signatures() {
        return Stream.of(
                bad(
                        "signature emptied",
                        Forgery::sealed,
                        it -> new Increment(it).put(valueOf(it) - 1, field(it, "")).append(),
                        "signature-removed"),
                bad(
                        "all signatures forgotten",
                        Forgery::sealed,
                        it -> change(it, 1, "/AcroForm 3 0 R", ""),
                        "signature-removed"),
                bad(
                        "signature's object freed",
                        Forgery::sealed,
                        it -> new Increment(it).free(valueOf(it)).append(),
                        "signature-removed"),
                bad(
                        "/Contents emptied",
                        Forgery::sealed,
                        it ->
                                new Increment(it)
                                        .put(valueOf(it), "<< /Type /Sig /Contents <> >>")
                                        .append(),
                        "byte-range-malformed"),
                bad(
                        "signature wrapped",
                        Forgery::sealed,
                        ForgedLaterTest::wrapped,
                        "coverage-not-in-revision"),
                bad(
                        "one signature shown by two fields",
                        Forgery::sealed,
                        it -> {
                            Increment out = new Increment(it);
                            String other =
                                    Increment.body(it, valueOf(it) - 1).replace("seal1", "seal2");
                            return out.put(200, other)
                                    .put(Papers.FORM, body(it, Papers.FORM, "[", "[200 0 R "))
                                    .append();
                        },
                        "value-shared"));
    }

    private static String field(byte[] file, String value) {
        String body = Increment.body(file, valueOf(file) - 1);
        return body.replace("/V " + valueOf(file) + " 0 R", value);
    }

    /// The same signature, once more, in a later revision.
    private static byte[] wrapped(byte[] file) {
        String body = Increment.body(file, valueOf(file));
        return new Increment(file)
                .put(valueOf(file), body).stream(Papers.CONTENT, "", "BT (Price: 9) Tj ET")
                        .append();
    }

    static Stream<Forgery> bytes() {
        String stray = "11 0 obj\n<< /Length 2 >>\nstream\nBT\nendstream\nendobj\n";
        return Stream.of(
                bad(
                        "object that nothing refers to",
                        Forgery::sealed,
                        it -> new Increment(it).stray(stray).append(),
                        "later-unreferenced-bytes"),
                bad(
                        "second trailer",
                        Forgery::sealed,
                        it -> new Increment(it).stray("trailer\n<< /Root 7 0 R >>\n").append(),
                        "later-unreferenced-bytes"),
                bad(
                        "objects behind the end, without cross references",
                        Forgery::sealed,
                        it -> Increment.bytes(Increment.text(it) + stray),
                        "bytes-after-end"),
                bad(
                        "objects inside each other",
                        Forgery::sealed,
                        ForgedLaterTest::inside,
                        "later-overlapping-objects"),
                bad(
                        "table and hidden stream disagree",
                        Forgery::sealed,
                        ForgedLaterTest::twofold,
                        "later-references-twofold"),
                bad(
                        "reference to no object",
                        Forgery::sealed,
                        it -> new Increment(it).at(77, 20).append(),
                        "references-broken"),
                bad(
                        "revision before the signature continued",
                        Forgery::sealed,
                        ForgedLaterTest::forked,
                        "coverage-not-at-end"));
    }

    private static byte[] inside(byte[] file) {
        String outer = "<< /Length 60 >>\nstream\n151 0 obj\n(" + "x".repeat(30) + ")\nendobj\n";
        byte[] out =
                new Increment(file)
                        .put(150, outer + " ".repeat(84 - outer.length()) + "\nendstream")
                        .at(151, file.length + "150 0 obj\n<< /Length 60 >>\nstream\n".length())
                        .append();
        return out;
    }

    /// Object 11 is its old self by the table, and a new one by the stream.
    private static byte[] twofold(byte[] file) {
        int old = Increment.text(file).indexOf("11 0 obj");
        String content = "160 0 obj\n<< /Length 2 >>\nstream\nBT\nendstream\nendobj\n";
        int at = file.length + "160 0 obj\n".length();
        String row =
                "\u0001"
                        + (char) (at >> 16)
                        + (char) (at >> 8 & 0xff)
                        + (char) (at & 0xff)
                        + "\u0000";
        String dictionary =
                "<< /Type /XRef /Size 170 /W [1 3 1] /Index [11 1] /Length " + row.length() + " >>";
        Increment out =
                new Increment(file)
                        .put(160, "<< /Length 2 >>\nstream\nBT\nendstream")
                        .put(161, dictionary + "\nstream\n" + row + "\nendstream")
                        .at(11, old);
        int hidden = file.length + content.length();
        return out.trailer("/XRefStm " + hidden).append();
    }

    /// Its cross references pass over the signed revision, and take from it what they like.
    private static byte[] forked(byte[] file) {
        String text = Increment.text(file);
        int value = valueOf(file);
        Increment out = new Increment(file);
        for (int number : new int[] {Papers.FORM, Papers.PAGE, value - 1, value}) {
            out.at(number, text.lastIndexOf("\n" + number + " 0 obj") + 1);
        }
        String forked = Increment.text(out.append());
        String first = text.substring(text.indexOf("startxref\n") + 10).split("\n")[0];
        String last = text.substring(text.lastIndexOf("startxref\n") + 10).split("\n")[0];
        return Increment.bytes(forked.replaceFirst("(?s)(.*)/Prev " + last, "$1/Prev " + first));
    }
}
