package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import cn.biaozhengtong.stamping.report.Verdict;
import org.junit.jupiter.api.Test;

/// What may be done after a signature, and is told without spoiling it.
class LaterTest {
    private static final Pki PKI = Forgery.PKI;
    private static final String STAMP =
            "<< /Type /Annot /Subtype /Stamp /Rect [550 300 595 400] /P 10 0 R >>";

    private static Report valid(byte[] file) {
        Report report = Reports.of(file, PKI.trust());
        assertThat(report.verdict()).as(Reports.codes(report).toString()).isEqualTo(Verdict.valid);
        return report;
    }

    @Test
    void secondSeal_ofATrustedSigner_isTold() {
        byte[] twice = new Signing(Forgery.sealed(), PKI).by(PKI.colleague).as("seal2");
        Report report = valid(twice);
        assertThat(report.signatures())
                .extracting(SignatureReport::name)
                .containsExactly("seal1", "seal2");
        assertThat(Reports.codes(Reports.named(report, "seal1")))
                .contains("coverage-revision", "later-signature");
        assertThat(Reports.codes(Reports.named(report, "seal2")))
                .contains("coverage-whole", "unchanged");
    }

    /// Else whoever gets a document could take its seal's verdict away.
    @Test
    void signatureOfNobody_thatIsNotSeen_takesNothingFromTheSeal() {
        byte[] unseen =
                new Signing(Forgery.sealed(), new Pki()).set("rect", "[0 0 0 0]").as("other");
        SignatureReport seal = Reports.named(Reports.of(unseen, PKI.trust()), "seal1");
        assertThat(Reports.codes(seal)).contains("later-signature-unseen");
        assertThat(seal.verdict()).isEqualTo(Verdict.valid);
        byte[] seen = new Signing(Forgery.sealed(), new Pki()).as("other");
        SignatureReport covered = Reports.named(Reports.of(seen, PKI.trust()), "seal1");
        assertThat(Reports.codes(covered)).contains("later-signature-unproven");
        assertThat(covered.verdict()).isNotEqualTo(Verdict.valid);
    }

    /// Readers that draw the fields themselves take the font that was missing before.
    @Test
    void fontThatAFieldMissed_isToldWhereReadersDrawAnew() {
        String form =
                "<< /Fields [5 0 R 6 0 R] /SigFlags 1 /NeedAppearances true /DR << /Font << /F1 4 0"
                        + " R >> >> >>";
        byte[] source = new Increment(Papers.bid()).put(Papers.FORM, form).append();
        byte[] signed = new Signing(source, PKI).as("seal1");
        String later =
                Increment.body(signed, Papers.FORM).replace("/F1 4 0 R", "/F1 4 0 R /Bid 4 0 R");
        byte[] changed = new Increment(signed).put(Papers.FORM, later).append();
        Report report = Reports.of(changed, PKI.trust());
        assertThat(Reports.codes(report)).contains("later-form-unsigned");
    }

    @Test
    void emptyField_signedAtLevel2_isAllowed() {
        byte[] certified = Forgery.certified(2).get();
        Report report = valid(new Signing(certified, PKI).by(PKI.colleague).inEmptyField());
        assertThat(Reports.named(report, "seal1").certified()).contains(2);
        assertThat(Reports.codes(report)).contains("later-signature");
    }

    @Test
    void seamSlices_ofATrustedSigner_areHis_ofNobody_areNot() {
        Signing second =
                new Signing(Forgery.sealed(), PKI).by(PKI.colleague).set("annots", "90 0 R ");
        second.with().put(90, STAMP);
        assertThat(Reports.codes(valid(second.as("seal2")))).contains("later-annotation-signed");
    }

    @Test
    void formFilledAtLevel2_isAsTheCertifierAllows() {
        byte[] certified = Forgery.certified(2).get();
        String filled = Increment.body(certified, Papers.TEXT_FIELD).replace("(none)", "(yes)");
        byte[] file = new Increment(certified).put(Papers.TEXT_FIELD, filled).append();
        assertThat(Reports.codes(valid(file))).contains("later-form");
    }

    @Test
    void documentTimeStamp_isNobodysSignature_andProvesTheTime() {
        byte[] plain = new Signing(Papers.bid(), PKI).unstamped().as("seal1");
        byte[] file =
                new Signing(plain, PKI)
                        .set("type", "DocTimeStamp")
                        .set("subFilter", "ETSI.RFC3161")
                        .set("rect", "[0 0 0 0]")
                        .as("stamp");
        Report report = valid(file);
        assertThat(report.signatures()).hasSize(1);
        assertThat(report.signatures().get(0).proven()).isTrue();
        assertThat(Reports.codes(report))
                .contains("document-time-stamp", "later-time-stamp", "time-proven");
    }

    @Test
    void validationData_andDescription_changeNothing() {
        String catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R /DSS << /Certs [] >> >>";
        byte[] file =
                new Increment(Forgery.sealed())
                        .put(1, catalog)
                        .put(Papers.INFO, "<< /Producer (another) >>")
                        .trailer("/Info 8 0 R")
                        .append();
        assertThat(Reports.codes(valid(file))).contains("later-validation-data", "later-metadata");
    }

    @Test
    void objectsWrittenAgain_asTheyWere_areNoChange() {
        byte[] sealed = Forgery.sealed();
        Increment again = new Increment(sealed);
        for (int number : new int[] {1, 2, 3, 4, 10}) {
            again.put(number, Increment.body(sealed, number));
        }
        assertThat(Reports.codes(valid(again.append()))).contains("unchanged");
    }

    @Test
    void usageRights_areNobodysSignature() {
        String value = "<< /Type /Sig /Contents <00> /ByteRange [0 1 2 3] >>";
        byte[] file =
                new Increment(Papers.bid())
                        .put(1, "<< /Type /Catalog /Pages 2 0 R /Perms << /UR3 95 0 R >> >>")
                        .put(95, value)
                        .append();
        Report report = Reports.of(file, PKI.trust());
        assertThat(report.verdict()).isEqualTo(Verdict.unsigned);
        assertThat(Reports.codes(report)).containsExactly("usage-rights");
    }

    @Test
    void box_isWhereTheSealIsSeen_onATurnedCutScaledPage() {
        byte[] paper = Papers.bid();
        String turned =
                Increment.body(paper, Papers.PAGE)
                        .replace(
                                "/Type /Page",
                                "/Type /Page /Rotate 90 /CropBox [10 20 595 842] /UserUnit 2");
        byte[] file = Signing.sign(new Increment(paper).put(Papers.PAGE, turned).append(), PKI);
        assertThat(valid(file).signatures().get(0).boxes())
                .containsExactly(new Box(1, 160, 780, 200, 200));
    }
}
