package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.authority.AuthorityProblem;
import cn.biaozhengtong.caorder.authority.StatusRegister;
import cn.biaozhengtong.caorder.authority.register.FinishSigning;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.issuance.IssueCertificates;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// R37: an outside CA by CMP in place of the built-in one, OpenSSL's mock server behind it.
class OutsideAuthorityTest extends HeldPairTestBase {
    private static final OutsideCa CA = new OutsideCa();

    @DynamicPropertySource
    static void outside(DynamicPropertyRegistry registry) {
        registry.add("bzt.cmp.url", CA::url);
        registry.add("bzt.cmp.reference", () -> "ra");
        registry.add("bzt.cmp.secret", () -> OutsideCa.SECRET);
        registry.add("bzt.cmp.chain", () -> CA.chainFile().toString());
    }

    @Autowired private StatusRegister status;
    @Autowired private IssueCertificates issue;
    @Autowired private FinishSigning finish;
    @Autowired private DownloadCertificates download;

    @AfterEach
    void up() {
        CA.down = false;
        CA.undecided = false;
        CA.answersToLose = 0;
    }

    private void until(String state, Certificates.Stored it) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!told(it).equals(state)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private String told(Certificates.Stored it) {
        return database.sql("SELECT told FROM issued_certificate WHERE serial = ?")
                .param(it.serial().hex())
                .query(String.class)
                .single();
    }

    @Test
    void R37_outsideCa_issuesThePair_opensBids_andIsToldOfItsEnd() throws Exception {
        assertThat(parsed(pair.signing()).serial()).isEqualTo(pair.signing().serial());
        assertThat(pair.chain().getFirst()).isEqualTo(CA.chain.getFirst().encoded());
        assertThat(CA.confirmed).contains(pair.signing().serial(), pair.encryption().serial());
        assertThat(decrypt(lost, pair.signing(), bid(pair.encryption(), "一号密钥")))
                .containsExactly("一号密钥");
        // Its own lists tell their status, ours do not.
        assertThat(status.status(pair.signing().serial()))
                .isInstanceOf(CertificateStatus.Unknown.class);
        freeze.freeze(account, pair.signing().serial());
        until("frozen", pair.signing());
        assertThat(CA.told).containsEntry(pair.signing().serial(), 6);
        RecoverCertificates.Recovered got = recovered(pair.signing());
        assertThat(parsed(got.signing()).serial()).isEqualTo(got.signing().serial());
        assertThat(decrypt(found, got.signing(), bid(pair.encryption(), "二号密钥")))
                .containsExactly("二号密钥");
        until("revoked", pair.signing());
        until("active", pair.encryption());
        assertThat(CA.told)
                .containsEntry(pair.signing().serial(), 4)
                .containsEntry(pair.encryption().serial(), 8);
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type LIKE '%recovered%' AND payload LIKE ?")
                                .param("%" + got.signing().serial() + "%")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void R37_answersLost_andTheCaDownAfterwards_giveTheSamePairLater() throws Exception {
        OrderId id = paid(OrderKind.additional, null);
        CA.answersToLose = 1;
        refused(AuthorityProblem.authority_unavailable, () -> phone.download(on(lost), id));
        CA.down = true;
        refused(AuthorityProblem.authority_unavailable, () -> download.issued(on(lost), id));
        CA.down = false;
        finish.finish(Duration.ZERO);
        issue.finish(of.id(id));
        List<Certificates.Stored> made = of.certificates(id);
        assertThat(made).hasSize(2).allMatch(Certificates.Stored::isActive);
        issue.finish(of.id(id));
        assertThat(of.certificates(id)).isEqualTo(made);
        assertThat(CA.confirmed).contains(made.get(0).serial(), made.get(1).serial());
    }

    @Test
    void R37_aRevocationThatTheCaRefuses_keepsNoOtherWaiting() throws Exception {
        CA.refused = pair.signing().serial();
        DownloadCertificates.Pair other = fetched(OrderKind.additional, null);
        freeze.freeze(account, pair.signing().serial());
        freeze.freeze(account, other.signing().serial());
        until("frozen", other.signing());
        until("frozen", pair.encryption());
        assertThat(told(pair.signing())).isEqualTo("asked");
        assertThat(now(pair.signing()).isFrozen()).isTrue();
        CA.refused = null;
        until("frozen", pair.signing());
    }

    /// Else the state that it had before the lost answer would pass for one that was told.
    @Test
    void frozen_answerLost_andReleased_theCaIsToldOfBoth() throws Exception {
        SerialNumber serial = pair.signing().serial();
        CA.answersToLose = Integer.MAX_VALUE;
        freeze.freeze(account, serial);
        until("asked", pair.signing());
        freeze.release(proves(found, Purpose.release, serial.hex(), Proof.presence), serial);
        CA.answersToLose = 0;
        until("active", pair.signing());
        until("active", pair.encryption());
        assertThat(CA.told).containsEntry(serial, 8);
    }

    @Test
    void R37_undecided_isToldToTheUser_andComesLater() {
        OrderId id = paid(OrderKind.additional, null);
        CA.undecided = true;
        refused(AuthorityProblem.authority_waiting, () -> phone.download(on(lost), id));
        CA.undecided = false;
        assertThat(download.issued(on(lost), id).signing().isActive()).isTrue();
    }
}
