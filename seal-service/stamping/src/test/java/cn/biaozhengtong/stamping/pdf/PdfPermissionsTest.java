package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.at;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.certify;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What earlier signatures and the author of a field allow is kept, or the document is refused.
class PdfPermissionsTest {
    private static final Placement HERE = at(1, 200, 200);
    private static final Placement PARTY_A = new Placement.InField("a");
    private static final Placement PARTY_B = new Placement.InField("b");

    @TempDir private Path folder;

    /// Two empty fields.
    ///
    /// @param more of the second field
    private static RawPdf fields(String more) {
        RawPdf raw = new RawPdf();
        int a =
                raw.add(
                        "<</Type /Annot /Subtype /Widget /FT /Sig /T (a) /F 4 /Rect [50 50 150"
                                + " 150]>>");
        int b =
                raw.add(
                        "<</Type /Annot /Subtype /Widget /FT /Sig /T (b) /F 4 /Rect [200 50 300"
                                + " 150] "
                                + more
                                + ">>");
        raw.page("/MediaBox [0 0 400 400] /Annots [" + a + " 0 R " + b + " 0 R]", "");
        raw.page("/MediaBox [0 0 400 400]", "");
        raw.catalog("/AcroForm <</Fields [" + a + " 0 R " + b + " 0 R]>>");
        return raw;
    }

    private Path fields() throws Exception {
        return fields("").table(folder);
    }

    @Test
    void emptyField_isFilled_andNoOtherMade() throws Exception {
        Path source = fields();
        assertThat(PdfStamping.nodes(source)).containsExactly("a", "b");
        PdfFixture.Stamped stamped = stamp(source, PARTY_A);
        assertThat(PdfStamping.nodes(stamped.file())).containsExactly("b");
        assertThat(stamped.prepared().field()).isEqualTo("a");
        assertThat(stamped.prepared().open()).containsExactly("b");
        assertThat(Outside.signatures(stamped.file())).isEqualTo(Outside.signatures(source));
        Box told = stamped.prepared().boxes().get(0);
        assertThat(told.left() + told.width() / 2)
                .isCloseTo(100, org.assertj.core.data.Offset.offset(0.01));
        Box drawn = Seen.added(Seen::byMupdf, source, stamped.file(), 1).orElseThrow();
        assertThat(Seen.same(drawn, told)).isTrue();
        refused(Refusal.field_taken, stamped.file(), PARTY_A);
        refused(Refusal.field_absent, stamped.file(), new Placement.InField("c"));
    }

    @Test
    void field_growsToTheSeal_untilSomebodyHasSigned() throws Exception {
        Path source = fields();
        StampOrder large = Orders.of(Orders.seal(40), PARTY_A);
        PdfFixture.Stamped stamped = stamp(source, large);
        Box drawn = Seen.added(Seen::byMupdf, source, stamped.file(), 1).orElseThrow();
        assertThat(Seen.same(drawn, stamped.prepared().boxes().get(0))).isTrue();
        assertThat(drawn.width()).isGreaterThan(112);
        refused(Refusal.does_not_fit, stamped.file(), Orders.of(Orders.seal(40), PARTY_B));
        stamp(stamped.file(), PARTY_B);
    }

    @Test
    void item21_certifiedAtLevelTwo_admitsWhatIsThere_andNothingNew() throws Exception {
        PdfFixture.Stamped certified = certify(fields(), 2, HERE);
        assertThat(certified.prepared().certified()).contains(2);
        assertThat(certified.prepared().open()).containsExactly("a", "b");
        refused(Refusal.locked, certified.file(), HERE);
        refused(Refusal.locked, certified.file(), new Placement.Seam(0.5));
        refused(Refusal.locked, certified.file(), PARTY_A, new Placement.Seam(0.5));
        PdfFixture.Stamped filled = stamp(certified.file(), PARTY_A);
        assertThat(filled.prepared().certified()).contains(2);
        Changes changes = Changes.between(certified.file(), filled.file());
        assertThat(changes.undefined()).isEmpty();
        assertThat(changes.annotations()).isEmpty();
    }

    @Test
    void certifiedAtLevelThree_admitsASeam() throws Exception {
        PdfFixture.Stamped certified = certify(fields(), 3, HERE, new Placement.Seam(0.4));
        PdfFixture.Stamped second = stamp(certified.file(), new Placement.Seam(0.4));
        assertThat(Outside.signatures(second.file())).isEqualTo(4);
        Changes changes = Changes.between(certified.file(), second.file());
        assertThat(changes.undefined()).isEmpty();
        assertThat(changes.annotations()).isNotEmpty();
    }

    @Test
    void item21_secondSignature_certifiesNothing() throws Exception {
        Path signed = stamp(fields(), HERE).file();
        StampOrder late = Orders.of(PdfFixture.SEAL, Optional.of(3), at(1, 300, 300));
        refused(Refusal.certified_too_late, signed, late);
    }

    @ParameterizedTest
    @CsvSource({"1, a", "1, ''", "2, ''"})
    void item21_certification_isReadThroughReferences(int level, String field) throws Exception {
        RawPdf raw = fields("");
        int parameters = raw.add("<</Type /TransformParams /P " + level + " /V /1.2>>");
        int reference =
                raw.add(
                        "<</Type /SigRef /TransformMethod /DocMDP /TransformParams "
                                + parameters
                                + " 0 R>>");
        int array = raw.add("[" + reference + " 0 R]");
        int signature =
                raw.add("<</Type /Sig /Filter /X /Reference " + array + " 0 R /Contents <00>>>");
        int permissions = raw.add("<</DocMDP " + signature + " 0 R>>");
        raw.catalog("/Perms " + permissions + " 0 R");
        Path source = raw.table(folder);
        refused(Refusal.locked, source, field.isEmpty() ? HERE : new Placement.InField(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/Action /All, true, true",
        "/Action /Include /Fields [(a)], true, false",
        "/Action /Exclude /Fields [(a)], false, true",
        "/Action /Include /Fields [(other)], false, false",
        "/Action /Include /Fields [(other)] /P 2, false, true",
        "/Action /Include /Fields [(other)] /P 1, true, true"
    })
    void item21_lockOfASignedField_isKept(String lock, boolean locksA, boolean locksNew)
            throws Exception {
        Path source = fields("/Lock <</Type /SigFieldLock " + lock + ">>").table(folder);
        PdfFixture.Stamped first = stamp(source, PARTY_B);
        assertThat(new String(Files.readAllBytes(first.file()), "ISO-8859-1"))
                .contains("/TransformMethod /FieldMDP");
        if (locksA) {
            refused(Refusal.locked, first.file(), PARTY_A);
        } else {
            stamp(first.file(), PARTY_A);
        }
        if (locksNew) {
            refused(Refusal.locked, first.file(), HERE);
        } else {
            stamp(first.file(), HERE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Ff 64 /DigestMethod [(SHA256)]",
                "/Ff 1 /Filter /Other.Filter",
                "/Ff 2 /SubFilter [/adbe.pkcs7.detached]",
                "/MDP <</P 2>>",
                "/Cert <</Ff 1 /Subject []>>"
            })
    void fieldThatDemandsWhatCannotBeGiven_isRefused(String demands) throws Exception {
        Path source = fields("/SV <<" + demands + ">>").table(folder);
        refused(Refusal.field_demands, source, PARTY_B);
        stamp(source, PARTY_A);
    }

    @Test
    void fieldThatOnlyWishes_orDemandsWhatIsGiven_isFilled() throws Exception {
        stamp(fields("/SV <</DigestMethod [(SHA256)]>>").table(folder), PARTY_B);
        String given = "/SV <</Ff 3 /Filter /Adobe.PPKLite /SubFilter [/ETSI.CAdES.detached]>>";
        stamp(fields(given).table(folder), PARTY_B);
        certify(fields("/SV <</MDP <</P 2>>>>").table(folder), 2, PARTY_B);
    }

    @Test
    void item21_sealOnATamperedDocument_isRefused() throws Exception {
        PdfFixture.Stamped first = stamp(fields(), HERE);
        byte[] bytes = Files.readAllBytes(first.file());
        int at = new String(bytes, "ISO-8859-1").indexOf("/MediaBox [0 0 400 400]") + 14;
        bytes[at] = '4';
        Files.write(first.file(), bytes);
        refused(Refusal.broken_signature, first.file(), at(1, 300, 300));
    }

    @Test
    void hiddenField_isSeenWhenItIsSealed() throws Exception {
        RawPdf raw = fields("");
        raw.set(5, raw.get(5).replace("/F 4", "/F 2"));
        Path source = raw.table(folder);
        PdfFixture.Stamped stamped = stamp(source, PARTY_B);
        assertThat(Seen.added(Seen::byMupdf, source, stamped.file(), 1)).isPresent();
    }

    @Test
    void fieldAndWidget_apart_areBothKept() throws Exception {
        RawPdf raw = new RawPdf();
        int field = raw.add("");
        int widget =
                raw.add(
                        "<</Type /Annot /Subtype /Widget /F 4 /Parent "
                                + field
                                + " 0 R /Rect [50 50 150 150]>>");
        int party = raw.add("<</T (party) /FT /Sig /Kids [" + field + " 0 R]>>");
        raw.set(field, "<</T (seal) /Parent " + party + " 0 R /Kids [" + widget + " 0 R]>>");
        raw.page("/MediaBox [0 0 400 400] /Rotate 90 /Annots [" + widget + " 0 R]", "");
        raw.catalog("/AcroForm <</Fields [" + party + " 0 R]>>");
        Path source = raw.table(folder);
        assertThat(PdfStamping.nodes(source)).containsExactly("party.seal");
        PdfFixture.Stamped stamped = stamp(source, new Placement.InField("party.seal"));
        Box drawn = Seen.added(Seen::byMupdf, source, stamped.file(), 1).orElseThrow();
        assertThat(Seen.same(drawn, stamped.prepared().boxes().get(0))).isTrue();
        assertThat(Outside.pdfsig(stamped.file())).contains("Signature #1");
    }
}
