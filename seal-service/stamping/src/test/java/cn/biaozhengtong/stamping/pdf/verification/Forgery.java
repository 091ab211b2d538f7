package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What a forger does to a document that is valid, and the code of the finding that tells it.
///
/// @param expected of the whole report
record Forgery(
        String name,
        Supplier<byte[]> genuine,
        UnaryOperator<byte[]> forge,
        String code,
        Verdict expected) {
    static final Pki PKI = new Pki();

    /// That is invalid.
    static Forgery bad(
            String name, Supplier<byte[]> genuine, UnaryOperator<byte[]> forge, String code) {
        return new Forgery(name, genuine, forge, code, Verdict.invalid);
    }

    /// That is not proven.
    static Forgery unproven(
            String name, Supplier<byte[]> genuine, UnaryOperator<byte[]> forge, String code) {
        return new Forgery(name, genuine, forge, code, Verdict.intact_not_proven);
    }

    static byte[] sealed() {
        return new Signing(Papers.bid(), PKI)
                .sealed(PKI.seal(PKI.signer.certificate()))
                .as("seal1");
    }

    static Supplier<byte[]> certified(int level) {
        return () -> new Signing(Papers.bid(), PKI).certifying(level).as("seal1");
    }

    /// The genuine one is seen as valid first: else nothing is shown.
    void mustBeSeen() {
        byte[] good = genuine.get();
        Report before = Reports.of(good, PKI.trust());
        assertThat(before.verdict()).as(Reports.codes(before).toString()).isEqualTo(Verdict.valid);
        Report after = Reports.of(forge.apply(good), PKI.trust());
        assertThat(Reports.codes(after)).contains(code);
        assertThat(after.verdict()).as(Reports.codes(after).toString()).isEqualTo(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
