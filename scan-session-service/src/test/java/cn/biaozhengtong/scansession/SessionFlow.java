package cn.biaozhengtong.scansession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.scansession.approval.ApproveSession;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.opening.DeliverKeys;
import cn.biaozhengtong.scansession.opening.OpeningBoard;
import cn.biaozhengtong.scansession.qr.QrCode;
import cn.biaozhengtong.scansession.relyingparty.OwnDesk;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.CancelSession;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/// A platform, its certificate, and a bidder who is bound to it, on the real database.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import(TestOffice.Configuration.class)
public abstract class SessionFlow {
    private static final String USCC = "91210300MA0UF2TJ5L";

    @Autowired protected OpenSession open;
    @Autowired protected ScanQr scan;
    @Autowired protected ApproveSession approve;
    @Autowired protected DeliverKeys deliver;
    @Autowired protected CancelSession cancel;
    @Autowired protected OpeningBoard board;
    @Autowired protected Sessions sessions;
    @Autowired protected RelyingParties parties;
    @Autowired protected RegisterRelyingParty register;
    @Autowired protected OwnDesk desk;
    @Autowired protected Openings openings;
    @Autowired protected Rehearsals rehearsals;
    @Autowired protected TenderLedger ledger;
    @Autowired protected TestOffice office;
    @Autowired protected TransactionTemplate transactions;
    @Autowired protected JdbcClient database;
    @Autowired protected JsonMapper json;

    @Value("${local.server.port}")
    protected int port;

    protected final Person who = new Person(AccountId.random(), DeviceId.random());
    protected final String platform = "P" + UUID.randomUUID().toString().substring(0, 8);
    protected final String client = "rp-" + platform;
    protected CertificateOffice.Holder holder;
    protected RelyingParties.RelyingParty party;

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) {
        TestKey.properties(registry);
    }

    protected boolean admitsPersons() {
        return false;
    }

    @BeforeEach
    void bound() {
        office.away = false;
        office.proofsAway = false;
        office.refusal = null;
        office.role = Role.administrator;
        office.revoked = "";
        office.stampsAhead = 0;
        register.register(
                "admin",
                new RegisterRelyingParty.Wish(client, platform, null, null, admitsPersons()));
        Certificate mine =
                TestKey.issue(
                        CertificateProfile.subscriber_encryption,
                        DistinguishedName.of("平台", "RP:" + platform, "平台"),
                        Sm2KeyPair.generate().publicKey(),
                        "");
        desk.certificate(client, mine.pem() + TestKey.root().pem());
        party = parties.of(client);
        holder = office.enrol(who, "鞍山测试有限公司", USCC, platform);
        SessionContent binding = SessionContent.of("bind", "绑定", "acc-1", "鞍山测试有限公司", USCC);
        assertThat(approved(binding, null)).isEqualTo(SessionState.completed);
    }

    protected SessionId opened(SessionContent content, @Nullable UUID opening) {
        OpenSession.Wish wish = new OpenSession.Wish(content, "challenge", null, null, opening);
        return new SessionId(transactions.execute(status -> open.open(party, wish)).sessionId());
    }

    protected ScanQr.Card scanned(SessionId id) {
        return scan.scan(who, code(id));
    }

    protected QrCode code(SessionId id) {
        ScanSession it = sessions.byId(id);
        return new QrCode(
                id,
                0,
                SessionQr.auth(
                        open.secretOf(it), it.kind().name(), id.toString(), 0, it.contentHash()));
    }

    protected ApproveSession.Opened round(ScanQr.Card card) {
        List<String> serials = SessionSignatures.serials(card.content());
        return approve.open(
                who,
                card.sessionId(),
                new ApproveSession.Request(
                        holder.serial(),
                        List.of(new byte[32]),
                        sessions.byId(card.sessionId()).verificationCode(),
                        serials,
                        false));
    }

    protected SessionState approved(SessionContent content, @Nullable UUID opening) {
        ScanQr.Card card = scanned(opened(content, opening));
        UUID round = round(card).round().roundId();
        return approve.finish(who, card.sessionId(), round, TestOffice.answers(1)).state();
    }

    protected SessionContent decryption(Instant opensAt, String tender, byte[] wrapped) {
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

    protected byte[] wrapped() {
        return Certificate.parse(holder.encryptionCertificate())
                .publicKey()
                .encrypt(SecretBytes.random(64).expose());
    }

    protected static void refused(String problem, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().name()).isEqualTo(problem));
    }
}
