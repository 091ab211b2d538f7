package cn.biaozhengtong.scansession.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.EvidencePackage;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestKey;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.approval.ApproveSession;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.evidence.Evidence;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionState;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// Documents are sealed under one PIN: what was shown, by whom it may be, and nothing is lost.
@Import(TestSealRoom.Configuration.class)
class SealingTest extends SessionFlow {
    @Autowired TestSealRoom room;
    @Autowired HostedDocuments documents;
    @Autowired Evidence evidence;
    @Autowired Sealing sealing;

    @BeforeEach
    void back() {
        room.away = false;
        room.stopped = false;
        office.delegated = true;
    }

    private static SessionContent content(DocumentToSeal... it) {
        return new SessionContent(
                "seal",
                "投标文件签章",
                "",
                "",
                "",
                "商务标",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(it));
    }

    private SessionContent two() {
        return content(
                room.upload(client, "pdf", "投标函", "page 1 100 200 150 150"),
                room.upload(client, "ofd", "报价（𠮷野）", "seam 0.5"));
    }

    private ApproveSession.Finished finished(ScanQr.Card card, UUID round) {
        return approve.finish(who, card.sessionId(), round, TestOffice.answers(1));
    }

    @Test
    void documents_areSealed_andTheirSignaturesHandedOver() throws Exception {
        SessionContent content = two();
        ScanQr.Card card = scanned(opened(content, null));
        ApproveSession.Opened opened = round(card);
        List<Preimage> expected =
                SessionSignatures.of(
                        opened.context(),
                        content,
                        opened.stampings(),
                        Certificate.parse(holder.signingCertificate()));
        assertThat(finished(card, opened.round().roundId()).state())
                .isEqualTo(SessionState.completed);
        SessionId id = card.sessionId();
        await().atMost(Duration.ofSeconds(10)).until(() -> room.handedOver.containsKey(id.value()));
        List<byte[]> signatures = room.handedOver.get(id.value());
        assertThat(signatures).hasSize(2);
        Certificate signer = Certificate.parse(holder.signingCertificate());
        for (int i = 0; i < 2; i++) {
            signer.publicKey().verify(expected.get(i + 2).toBytes(), signatures.get(i));
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(evidence.zip(client, id)).isNotEmpty());
        EvidencePackage it =
                EvidencePackage.read(new ByteArrayInputStream(evidence.zip(client, id)));
        assertThat(it.verify(TestKey.root()).evidence().content()).isEqualTo(content);
    }

    @Test
    void serviceIsAway_signaturesWait_andAreHandedOverOnce() {
        ScanQr.Card card = scanned(opened(two(), null));
        room.away = true;
        assertThat(finished(card, round(card).round().roundId()).state())
                .isEqualTo(SessionState.completed);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> !room.handedOver.containsKey(card.sessionId().value()));
        room.away = false;
        await().atMost(Duration.ofSeconds(15))
                .until(() -> room.handedOver.containsKey(card.sessionId().value()));
    }

    @Test
    void item25_documentsOfAnotherPlatform_orOtherThanUploaded_areRefused() {
        DocumentToSeal foreign = room.upload("rp-other", "pdf", "别人的", "page 1 1 1 1 1");
        refused("document_unknown", () -> documents.mustBeOf(client, content(foreign)));
        DocumentToSeal mine = room.upload(client, "pdf", "投标函", "page 1 1 1 1 1");
        DocumentToSeal renamed =
                new DocumentToSeal(
                        mine.id(),
                        "另一标题",
                        mine.format(),
                        mine.digest(),
                        mine.pages(),
                        mine.seal(),
                        0,
                        mine.places());
        refused("document_differs", () -> documents.mustBeOf(client, content(renamed)));
        documents.mustBeOf(client, content(mine));
    }

    @Test
    void item25_agentWithoutADelegationOfTheSeal_signsNothing() {
        ScanQr.Card card = scanned(opened(two(), null));
        office.role = Role.agent;
        office.delegated = false;
        int before = office.used.get();
        refused("not_delegated", () -> round(card));
        // One that ends between round and PIN.
        office.delegated = true;
        UUID round = round(card).round().roundId();
        office.delegated = false;
        refused("not_delegated", () -> finished(card, round));
        assertThat(office.used.get()).isEqualTo(before);
        office.delegated = true;
        assertThat(finished(card, round(card).round().roundId()).state())
                .isEqualTo(SessionState.completed);
    }

    @Test
    void item25_sealStoppedBetweenCardAndPin_signsNothing() {
        ScanQr.Card card = scanned(opened(two(), null));
        UUID round = round(card).round().roundId();
        int before = office.used.get();
        room.stopped = true;
        refused("seal_stopped", () -> finished(card, round));
        assertThat(office.used.get()).isEqualTo(before);
    }

    @Test
    void P15_whatWasPreparedIsChangedBeforeThePin_nothingIsSigned() {
        ScanQr.Card card = scanned(opened(two(), null));
        UUID round = round(card).round().roundId();
        int before = office.used.get();
        database.sql(
                        """
                        UPDATE scan_session SET detail_json = REPLACE(detail_json, 'seam 0.5', 'seam 0.9') WHERE id = ?\
                        """)
                .param(card.sessionId().toString())
                .update();
        refused("altered", () -> finished(card, round));
        assertThat(office.used.get()).isEqualTo(before);
    }

    /// What the room of seals answered when the round was opened, as it is kept until the PIN.
    @Test
    void P15_answerOfThePreparingRoomAlteredBeforeThePin_isRefused_beforeAServerShareMoves() {
        ScanQr.Card card = scanned(opened(two(), null));
        UUID round = round(card).round().roundId();
        int before = office.used.get();
        String digest = stampings(card).get(0).digest();
        database.sql(
                        "UPDATE scan_session SET stampings_json = REPLACE(stampings_json, ?, ?) WHERE id = ?")
                .params(digest, "0".repeat(64), card.sessionId().toString())
                .update();
        assertThat(stampings(card).get(0).digest()).isEqualTo("0".repeat(64));
        refused("round_lost", () -> finished(card, round));
        assertThat(office.used.get()).isEqualTo(before);
    }

    private List<Stampings.Stamping> stampings(ScanQr.Card card) {
        return sealing.kept(sessions.byId(card.sessionId())).stampings().list();
    }

    @Test
    void pages_areForThePhoneThatScanned() {
        SessionId id = opened(two(), null);
        refused("session_unknown", () -> scan.content(who, id));
        SessionContent content = scanned(id).content();
        assertThat(new String(documents.page(content, 2, 3, 400)))
                .isEqualTo(content.documents().get(1).id() + " 3 400");
        refused("page_unknown", () -> documents.page(content, 3, 1, 400));
        refused("page_unknown", () -> documents.page(content, 1, 4, 400));
        refused(
                "session_unknown",
                () -> scan.content(new Person(AccountId.random(), who.device()), id));
    }

    /// The card says which documents nobody but the platform has seen.
    @Test
    void localDocument_isShownAsSuch_orRefused() throws Exception {
        DocumentToSeal local = room.announce(client, "投标文件", "page 1 100 200 150 150");
        assertThat(scanned(opened(content(local), null)).content().documents().getFirst().isLocal())
                .isTrue();
        documents.mustBeOf(client, content(local));
        DocumentToSeal asHosted =
                new DocumentToSeal(
                        local.id().substring(DocumentToSeal.LOCAL.length()),
                        local.title(),
                        local.format(),
                        local.digest(),
                        local.pages(),
                        local.seal(),
                        0,
                        local.places());
        DocumentToSeal hosted = room.upload(client, "pdf", "投标函", "page 1 100 200 150 150");
        DocumentToSeal asLocal =
                new DocumentToSeal(
                        DocumentToSeal.LOCAL + hosted.id(),
                        hosted.title(),
                        hosted.format(),
                        hosted.digest(),
                        hosted.pages(),
                        hosted.seal(),
                        0,
                        hosted.places());
        for (DocumentToSeal it : List.of(asHosted, asLocal)) {
            assertThatThrownBy(() -> documents.mustBeOf(client, content(it)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e ->
                                    assertThat(e.problem())
                                            .isEqualTo(SessionProblem.document_differs));
        }
    }
}
