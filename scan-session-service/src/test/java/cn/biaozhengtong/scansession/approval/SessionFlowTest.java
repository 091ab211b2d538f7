package cn.biaozhengtong.scansession.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.ObjectMatrix;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.tender.Openings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R44, P12 and P15 on the real database: what is shown is what is signed, and nobody else gets at
/// it.
class SessionFlowTest extends SessionFlow {
    private static SessionContent signing(int count, String last) {
        List<SessionContent.Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = i == count - 1 ? last : "文件 " + i;
            items.add(new SessionContent.Item(text, Sm3.hex(text.getBytes())));
        }
        return new SessionContent(
                "sign", "签章", "", "", "", "节点", items, null, List.of(), List.of());
    }

    @Test
    void R44_fiveHundredDocuments_underOnePin_eachSignedInItsPlace() {
        SessionContent content = signing(500, "最后一份");
        ScanQr.Card card = scanned(opened(content, null));
        ApproveSession.Opened opened = round(card);
        approve.finish(who, card.sessionId(), opened.round().roundId(), TestOffice.answers(501));
        SessionResult result =
                json.readValue(sessions.byId(card.sessionId()).resultJson(), SessionResult.class);
        assertThat(result.signatures()).hasSize(501);
        var preimages = SessionSignatures.of(opened.context(), content);
        var key = Certificate.parse(holder.signingCertificate()).publicKey();
        for (int i = 0; i < 501; i++) {
            key.verify(preimages.get(i).toBytes(), result.signatures().get(i));
        }
        // The same document elsewhere in the list has another signature.
        assertThatThrownBy(() -> key.verify(preimages.get(1).toBytes(), result.signatures().get(2)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void P15_listChangedAfterItWasShown_isNoticedByThePhone_andNothingIsSigned() {
        SessionId id = opened(signing(2, "合同"), null);
        ScanQr.Card card = scanned(id);
        swap(id, signing(2, "另一份合同"));
        SignedContext context = round(card).context();
        assertThatThrownBy(() -> SessionSignatures.of(context, card.content()))
                .as("the phone rebuilds what it showed")
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void P15_listChangedAfterTheRoundBegan_isRefused_beforeAServerShareMoves() {
        SessionId id = opened(signing(2, "合同"), null);
        UUID round = round(scanned(id)).round().roundId();
        int before = office.used.get();
        database.sql("UPDATE scan_session SET detail_json = ? WHERE id = ?")
                .params(json.writeValueAsString(signing(2, "另一份合同")), id.toString())
                .update();
        refused("altered", () -> approve.finish(who, id, round, TestOffice.answers(2)));
        assertThat(office.used.get()).isEqualTo(before);
    }

    @Test
    void P15_roundOfAnotherSession_isRefused_beforeAServerShareMoves() {
        SessionId login = opened(SessionContent.of("login", "登录", "", "", ""), null);
        SessionId sign = opened(signing(1, "合同"), null);
        UUID loginRound = round(scanned(login)).round().roundId();
        ScanQr.Card card = scanned(sign);
        round(card);
        int before = office.used.get();
        refused("not_scanned", () -> approve.finish(who, sign, loginRound, TestOffice.answers(1)));
        assertThat(office.used.get()).isEqualTo(before);
        assertThat(sessions.byId(sign).state(Instant.now()))
                .isEqualTo(SessionState.awaiting_approval);
    }

    @Test
    void approval_withoutScan_orByAnotherDevice_isRefused() {
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanQr.Card guessed =
                new ScanQr.Card(
                        id,
                        SessionContent.of("login", "登录", "", "", ""),
                        "",
                        "",
                        "",
                        List.of(),
                        List.of(),
                        false,
                        List.of(),
                        "qr",
                        null,
                        Instant.now());
        refused("not_scanned", () -> round(guessed));
        scanned(id);
        Person other = new Person(who.account(), DeviceId.random());
        refused("already_scanned", () -> scan.scan(other, code(id)));
        assertThat(scan.look(who, id).contested()).isTrue();
        refused("session_unknown", () -> scan.look(other, id));
        cancel.cancel(client, id);
        refused("session_ended", () -> round(guessed));
    }

    @Test
    void lostAnswer_isGivenAgain_andSignsNothingTwice() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        UUID round = round(card).round().roundId();
        approve.finish(who, card.sessionId(), round, TestOffice.answers(1));
        int before = office.used.get();
        assertThat(approve.finish(who, card.sessionId(), round, TestOffice.answers(1)).state())
                .isEqualTo(SessionState.completed);
        assertThat(office.used.get()).isEqualTo(before);
    }

    @Test
    void riskySession_wrongPick_endsIt() {
        Person stranger = new Person(AccountId.random(), DeviceId.random());
        office.enrol(stranger, "别的公司", "91210300MA0UF2TJ6X", platform);
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanQr.Card card = scan.scan(stranger, code(id));
        assertThat(card.verificationCode()).isEmpty();
        String right = sessions.byId(id).verificationCode();
        assertThat(card.codeChoices()).hasSize(3).contains(right).doesNotHaveDuplicates();
        String wrong =
                card.codeChoices().stream().filter(it -> !it.equals(right)).findAny().orElseThrow();
        refused(
                "code_wrong",
                () ->
                        approve.open(
                                stranger,
                                id,
                                new ApproveSession.Request(
                                        "1a", List.of(new byte[32]), wrong, List.of(), false)));
        assertThat(sessions.byId(id).state(Instant.now())).isEqualTo(SessionState.failed);
    }

    @Test
    void P12_whatIsAnotherPlatforms_looksAbsent_inEveryOperation() throws Exception {
        String other = "rp-" + UUID.randomUUID().toString().substring(0, 8);
        register.register(
                "admin",
                new RegisterRelyingParty.Wish(other, "Q" + other.substring(3), null, null, false));
        SessionId session = opened(SessionContent.of("login", "登录", "", "", ""), null);
        Instant now = Instant.now();
        UUID opening =
                openings.register(
                        client,
                        new Openings.Plan("T-p12", "一标段", "项目", "大厅", now, now.plusSeconds(9)));
        String binding =
                database.sql("SELECT id FROM binding WHERE client_id = ? AND ended_at IS NULL")
                        .param(client)
                        .query(String.class)
                        .single();
        UUID delivery = delivery(session);
        String none = UUID.randomUUID().toString();
        ObjectMatrix matrix =
                new ObjectMatrix(URI.create("http://127.0.0.1:" + port), Map.of())
                        // Streams have no end to wait for; tried for the stranger here.
                        .open("GET /rp/v1/sessions/{id}/events")
                        .open("GET /rp/v1/openings/{id}/events");
        String stranger = TestTokens.relyingParty(other);
        assertThat(status("/rp/v1/sessions/" + session + "/events", stranger)).isEqualTo(404);
        assertThat(status("/rp/v1/openings/" + opening + "/events", stranger)).isEqualTo(404);
        assertThat(
                        matrix.failures(
                                "/rp/",
                                List.of(
                                        new ObjectMatrix.Owned(
                                                "/rp/v1/sessions/{id}", session.toString(), none),
                                        new ObjectMatrix.Owned(
                                                "/rp/v1/openings/{id}", opening.toString(), none),
                                        new ObjectMatrix.Owned(
                                                "/rp/v1/bindings/{id}", binding, none),
                                        new ObjectMatrix.Owned(
                                                "/rp/v1/webhook-deliveries/{id}",
                                                delivery.toString(),
                                                none)),
                                TestTokens.relyingParty(client),
                                stranger))
                .isEmpty();
        assertThat(matrix.rows()).isPositive();
    }

    private void swap(SessionId id, SessionContent content) {
        database.sql("UPDATE scan_session SET detail_json = ?, content_hash = ? WHERE id = ?")
                .params(json.writeValueAsString(content), content.hash(), id.toString())
                .update();
    }

    private int status(String path, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private UUID delivery(SessionId session) {
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO webhook_delivery (id, client_id, session_id, body, state, attempts, next_at, created_at)
                        VALUES (?, ?, ?, '{}', 'dead', 11, NOW(), NOW())\
                        """)
                .params(id.toString(), client, session.toString())
                .update();
        return id;
    }
}
