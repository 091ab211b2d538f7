package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ObjectMatrix;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.scansession.TestKey;
import cn.biaozhengtong.scansession.relyingparty.OwnDesk;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// R44 to R46, P12 and P15 on the real database: what is shown is what is signed, and nobody else
/// gets at it.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import(TestOffice.Configuration.class)
class SessionFlowTest {
    private static final String USCC = "91210300MA0UF2TJ5L";

    @Autowired private OpenSession open;
    @Autowired private ScanQr scan;
    @Autowired private ApproveSession approve;
    @Autowired private DeliverKeys deliver;
    @Autowired private CancelSession cancel;
    @Autowired private OpeningBoard board;
    @Autowired private Sessions sessions;
    @Autowired private RelyingParties parties;
    @Autowired private RegisterRelyingParty register;
    @Autowired private OwnDesk desk;
    @Autowired private Openings openings;
    @Autowired private Rehearsals rehearsals;
    @Autowired private TenderLedger ledger;
    @Autowired private TestOffice office;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;
    @Autowired private JsonMapper json;

    @Value("${local.server.port}")
    private int port;

    private final UUID account = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();
    private final String platform = "P" + UUID.randomUUID().toString().substring(0, 8);
    private final String client = "rp-" + platform;
    private CertificateOffice.Holder holder;
    private RelyingParties.RelyingParty party;

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) {
        TestKey.properties(registry);
    }

    @BeforeEach
    void bound() {
        office.away = false;
        register.register("admin", client, platform, null);
        Certificate mine =
                TestKey.issue(
                        CertificateProfile.subscriber_encryption,
                        DistinguishedName.of("平台", "RP:" + platform, "平台"),
                        Sm2KeyPair.generate().publicKey(),
                        "");
        desk.certificate(client, mine.pem() + TestKey.root().pem());
        party = parties.of(client);
        holder = office.enrol(account, device, "鞍山测试有限公司", USCC, platform);
        SessionContent binding = SessionContent.of("bind", "绑定", "acc-1", "鞍山测试有限公司", USCC);
        assertThat(approved(binding, null)).isEqualTo(SessionState.completed);
    }

    private UUID opened(SessionContent content, @Nullable UUID opening) {
        OpenSession.Wish wish = new OpenSession.Wish(content, "challenge", null, null, opening);
        return transactions.execute(status -> open.open(party, wish)).sessionId();
    }

    private ScanQr.Card scanned(UUID id) {
        return scan.scan(account, device, code(id));
    }

    private QrCode code(UUID id) {
        ScanSession it = sessions.byId(id);
        return new QrCode(
                id,
                0,
                SessionQr.auth(
                        open.secretOf(it), it.kind().name(), id.toString(), 0, it.contentHash()));
    }

    private ApproveSession.Opened round(ScanQr.Card card) {
        List<String> serials = SessionSignatures.serials(card.content());
        return approve.open(
                account,
                device,
                card.sessionId(),
                new ApproveSession.Request(
                        holder.serial(),
                        List.of(new byte[32]),
                        sessions.byId(card.sessionId()).verificationCode(),
                        serials,
                        false));
    }

    private SessionState approved(SessionContent content, @Nullable UUID opening) {
        ScanQr.Card card = scanned(opened(content, opening));
        UUID round = round(card).round().roundId();
        return approve.finish(account, device, card.sessionId(), round, TestOffice.answers(1))
                .state();
    }

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
        approve.finish(
                account,
                device,
                card.sessionId(),
                opened.round().roundId(),
                TestOffice.answers(500));
        SessionResult result =
                json.readValue(sessions.byId(card.sessionId()).resultJson(), SessionResult.class);
        assertThat(result.signatures()).hasSize(500);
        var preimages = SessionSignatures.of(opened.context(), content);
        var key = Certificate.parse(holder.signingCertificate()).publicKey();
        for (int i = 0; i < 500; i++) {
            key.verify(preimages.get(i).toBytes(), result.signatures().get(i));
        }
        // The same document elsewhere in the list has another signature.
        assertThatThrownBy(() -> key.verify(preimages.get(0).toBytes(), result.signatures().get(1)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void P15_listChangedAfterItWasShown_isNoticedByThePhone_andNothingIsSigned() {
        UUID id = opened(signing(2, "合同"), null);
        ScanQr.Card card = scanned(id);
        swap(id, signing(2, "另一份合同"));
        SignedContext context = round(card).context();
        assertThatThrownBy(() -> SessionSignatures.of(context, card.content()))
                .as("the phone rebuilds what it showed")
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void P15_listChangedAfterTheRoundBegan_isRefused_beforeAServerShareMoves() {
        UUID id = opened(signing(2, "合同"), null);
        UUID round = round(scanned(id)).round().roundId();
        int before = office.used.get();
        database.sql("UPDATE scan_session SET detail_json = ? WHERE id = ?")
                .params(json.writeValueAsString(signing(2, "另一份合同")), id.toString())
                .update();
        refused("altered", () -> approve.finish(account, device, id, round, TestOffice.answers(2)));
        assertThat(office.used.get()).isEqualTo(before);
    }

    private void swap(UUID id, SessionContent content) {
        database.sql("UPDATE scan_session SET detail_json = ?, content_hash = ? WHERE id = ?")
                .params(json.writeValueAsString(content), content.hash(), id.toString())
                .update();
    }

    @Test
    void P15_roundOfAnotherSession_isRefused() {
        UUID login = opened(SessionContent.of("login", "登录", "", "", ""), null);
        UUID sign = opened(signing(1, "合同"), null);
        UUID loginRound = round(scanned(login)).round().roundId();
        ScanQr.Card card = scanned(sign);
        round(card);
        assertThatThrownBy(() ->
                        approve.finish(account, device, sign, loginRound, TestOffice.answers(1)))
                .as("what was signed is not what this session is about")
                .isInstanceOf(RuntimeException.class);
        assertThat(sessions.byId(sign).state(Instant.now()))
                .isEqualTo(SessionState.awaiting_approval);
    }

    @Test
    void approval_withoutScan_orByAnotherDevice_isRefused() {
        UUID id = opened(SessionContent.of("login", "登录", "", "", ""), null);
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
        UUID other = UUID.randomUUID();
        refused("already_scanned", () -> scan.scan(account, other, code(id)));
        assertThat(scan.look(account, device, id).contested()).isTrue();
        refused("session_unknown", () -> scan.look(account, other, id));
        cancel.cancel(client, id);
        refused("session_ended", () -> round(guessed));
    }

    @Test
    void lostAnswer_isGivenAgain_andSignsNothingTwice() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        UUID round = round(card).round().roundId();
        approve.finish(account, device, card.sessionId(), round, TestOffice.answers(1));
        int before = office.used.get();
        assertThat(
                        approve.finish(
                                        account,
                                        device,
                                        card.sessionId(),
                                        round,
                                        TestOffice.answers(1))
                                .state())
                .isEqualTo(SessionState.completed);
        assertThat(office.used.get()).isEqualTo(before);
    }

    @Test
    void riskySession_wrongPick_endsIt() {
        UUID stranger = UUID.randomUUID();
        UUID fresh = UUID.randomUUID();
        office.enrol(stranger, fresh, "别的公司", "91210300MA0UF2TJ6X", platform);
        UUID id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanQr.Card card = scan.scan(stranger, fresh, code(id));
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
                                fresh,
                                id,
                                new ApproveSession.Request(
                                        "1a", List.of(new byte[32]), wrong, List.of(), false)));
        assertThat(sessions.byId(id).state(Instant.now())).isEqualTo(SessionState.failed);
    }

    private SessionContent decryption(Instant opensAt, String tender, byte[] wrapped) {
        String serial = Certificate.parse(holder.encryptionCertificate()).serial().hex();
        return new SessionContent(
                "decrypt",
                "开标解密",
                "",
                "",
                "",
                "",
                List.of(),
                new SessionContent.Tendering(tender, "一标段", "项目", opensAt.toString(), "大厅"),
                List.of(),
                List.of(
                        new SessionContent.WrappedEnvelope(
                                "投标文件", serial, Base64.getEncoder().encodeToString(wrapped))));
    }

    private byte[] wrapped() {
        return Certificate.parse(holder.encryptionCertificate())
                .publicKey()
                .encrypt(SecretBytes.random(64).expose());
    }

    private SessionContent encryption(Instant opensAt, String tender, byte[] wrapped) {
        String hash = "a".repeat(64);
        String serial = Certificate.parse(holder.encryptionCertificate()).serial().hex();
        return new SessionContent(
                "encrypt",
                "生成标书",
                "",
                "",
                "",
                "",
                List.of(),
                new SessionContent.Tendering(tender, "一标段", "项目", opensAt.toString(), ""),
                List.of(
                        new SessionContent.SealedBid(
                                "投标文件", 100, hash, hash, serial, Sm3.hex(wrapped))),
                List.of());
    }

    @Test
    void R45_keys_openFromTheOpeningTimeOn_onceRecorded_orExpresslyConfirmed() {
        String tender = "T-" + UUID.randomUUID();
        byte[] bid = wrapped();
        Instant opensAt = Instant.now().plus(2, ChronoUnit.SECONDS).truncatedTo(ChronoUnit.MILLIS);
        assertThat(approved(encryption(opensAt, tender, bid), null))
                .isEqualTo(SessionState.completed);
        assertThat(ledger.knows(new Tender(tender, "一标段", platform), Sm3.hex(bid))).isTrue();
        refused("not_open_yet", () -> opened(decryption(opensAt, tender, bid), null));
        // Nor by stating an earlier time than the bidder signed.
        Instant early = Instant.now().minusSeconds(60);
        refused("not_open_yet", () -> opened(decryption(early, tender, bid), null));
        pause(Duration.between(Instant.now(), opensAt).plusMillis(50));
        ScanQr.Card card = scanned(opened(decryption(opensAt, tender, bid), null));
        assertThat(card.unrecordedKeys()).isEmpty();
        assertThat(card.certificateChain()).hasSize(2);
        UUID round = round(card).round().roundId();
        assertThat(
                        approve.finish(
                                        account,
                                        device,
                                        card.sessionId(),
                                        round,
                                        TestOffice.answers(2))
                                .state())
                .isEqualTo(SessionState.processing);
        UUID id = card.sessionId();
        refused("results_incomplete", () -> deliver.deliver(account, device, id, List.of()));
        String hash = Sm3.hex(bid);
        refused(
                "results_incomplete",
                () ->
                        deliver.deliver(
                                account,
                                device,
                                id,
                                List.of(new DeliverKeys.Delivered(hash, new byte[10], null))));
        List<DeliverKeys.Delivered> all = List.of(new DeliverKeys.Delivered(hash, wrapped(), null));
        assertThat(deliver.deliver(account, device, id, all)).isEqualTo(SessionState.completed);
        assertThat(deliver.deliver(account, device, id, all)).isEqualTo(SessionState.completed);
        String serial = Certificate.parse(holder.encryptionCertificate()).serial().hex();
        assertThat(ledger.waitingFor(serial)).isEmpty();

        byte[] elsewhere = wrapped();
        ScanQr.Card marked = scanned(opened(decryption(opensAt, tender, elsewhere), null));
        assertThat(marked.unrecordedKeys()).containsExactly(Sm3.hex(elsewhere));
        refused("unrecorded_keys", () -> round(marked));
    }

    @Test
    void R46_board_saysWhoseFaultItIs() {
        String tender = "T-" + UUID.randomUUID();
        Instant past = Instant.now().minusSeconds(5);
        UUID opening =
                openings.register(
                        client,
                        new Openings.Plan(tender, "一标段", "项目", "大厅", past, past.plusSeconds(600)));
        ScanQr.Card card = scanned(opened(decryption(past, tender, wrapped()), opening));
        office.away = true;
        assertThatThrownBy(() -> round(card)).isInstanceOf(RuntimeException.class);
        office.away = false;
        OpeningBoard.Row waiting = board.board(client, opening).rows().getFirst();
        assertThat(waiting.reason()).isEqualTo("unavailable");
        database.sql("UPDATE scan_session SET expires_at = ? WHERE id = ?")
                .params(
                        java.sql.Timestamp.from(Instant.now().minusSeconds(1)),
                        card.sessionId().toString())
                .update();
        OpeningBoard.Row over = board.board(client, opening).rows().getFirst();
        assertThat(over.fault()).isEqualTo(Faults.Fault.service);

        UUID second = opened(decryption(past, tender, wrapped()), opening);
        approve.refuse(account, device, scanned(second).sessionId(), "user_refused");
        OpeningBoard.Row refused = board.board(client, opening).rows().getLast();
        assertThat(refused.fault()).isEqualTo(Faults.Fault.bidder);
        assertThatThrownBy(() -> board.board("rp-other", opening))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void R46_rehearsal_isPossibleBeforeTheOpening_andOpensNothingElse() {
        String tender = "T-" + UUID.randomUUID();
        Instant later = Instant.now().plus(Duration.ofDays(3));
        Rehearsals.Probe probe =
                rehearsals.make(
                        new Tender(tender, "一标段", platform),
                        Certificate.parse(holder.encryptionCertificate()));
        byte[] wrapped = Base64.getDecoder().decode(probe.wrapped());
        ScanQr.Card card = scanned(opened(decryption(later, tender, wrapped), null));
        assertThat(card.rehearsal()).isTrue();
        assertThat(card.unrecordedKeys()).isEmpty();
        refused("not_open_yet", () -> opened(decryption(later, "T-other", wrapped), null));
    }

    @Test
    void P12_whatIsAnotherPlatforms_looksAbsent_inEveryOperation() throws Exception {
        String other = "rp-" + UUID.randomUUID().toString().substring(0, 8);
        register.register("admin", other, "Q" + other.substring(3), null);
        UUID session = opened(SessionContent.of("login", "登录", "", "", ""), null);
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

    private UUID delivery(UUID session) {
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

    private static void pause(Duration time) {
        try {
            Thread.sleep(Math.max(0, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refused(String problem, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().name()).isEqualTo(problem));
    }
}
