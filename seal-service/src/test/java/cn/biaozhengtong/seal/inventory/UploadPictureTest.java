package cn.biaozhengtong.seal.inventory;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.kit.test.Uploads;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.act.ActId;
import cn.biaozhengtong.seal.act.BeginAct;
import cn.biaozhengtong.seal.act.SignAct;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.Neighbours;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import cn.biaozhengtong.seal.picture.CleanScan;
import cn.biaozhengtong.seal.picture.Papers;
import cn.biaozhengtong.seal.picture.PictureProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;

/// Whose picture becomes whose seal's, and when it counts; by use case and over HTTP.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import(Neighbours.class)
class UploadPictureTest {
    @Autowired private Neighbours others;
    @Autowired private AddSeal add;
    @Autowired private UploadPicture upload;
    @Autowired private DrawSignature draw;
    @Autowired private ListSeals list;
    @Autowired private BeginAct begin;
    @Autowired private SignAct sign;
    @Autowired private Seals seals;
    @Autowired private UnitOfWork work;

    @Value("${local.server.port}")
    private int port;

    private final EnterpriseId enterprise = EnterpriseId.random();
    private final AccountId administrator = AccountId.random();
    private final AccountId agent = AccountId.random();
    private final Person who = new Person(administrator, DeviceId.random());
    private CertificateOffice.Signer signer;

    @BeforeEach
    void anEnterprise() {
        signer =
                new CertificateOffice.Signer(who, others.member(administrator, Role.administrator));
        others.roles.put(agent.value(), Role.agent);
    }

    @AfterEach
    void asItWas() {
        others.held.clear();
        others.pictures.clear();
        others.legalPerson = null;
        others.name = "鞍山测试有限公司";
    }

    private SealId added() {
        return add.add(administrator, enterprise, SealKind.bidding_seal, "").id();
    }

    private SealId signature() {
        return drafted(SealKind.legal_person_signature);
    }

    private SealId drafted(SealKind kind) {
        return work.get(() -> {
            Seal it =
                    Seal.draft(
                            new Seal.Owner(enterprise, others.name),
                            kind,
                            SealWords.of(kind, others.name, "阿卜杜拉·汗", ""),
                            work.now());
            seals.add(it, "system");
            return it.sealId();
        });
    }

    private static CleanScan.Scan print() throws IOException {
        return new CleanScan.Scan(Papers.jpeg(Papers.print(520, 240, true)), Papers.MM, Papers.MM);
    }

    private static CleanScan.Scan name() throws IOException {
        return new CleanScan.Scan(Papers.jpeg(Papers.name(720)), 60, 30);
    }

    private void made(SealId id) {
        ActId act = begin.begin(signer, id, SealAct.Kind.make).id();
        sign.sign(
                who,
                act,
                UUID.randomUUID(),
                new CertificateOffice.Answer(new byte[32], new byte[32], new byte[32]));
    }

    @Test
    void R40_uploaded_countsOnceTheAdministratorHasItMade() throws IOException {
        SealId id = added();
        made(id);
        SealPicture drawn = list.picture(administrator, id, false);
        upload.upload(administrator, id, print(), null);
        SealPicture next = list.picture(administrator, id, true);
        assertThat(next.width()).isEqualTo(Papers.MM);
        assertThat(list.picture(administrator, id, false)).isEqualTo(drawn).isNotEqualTo(next);
        made(id);
        assertThat(list.picture(administrator, id, false)).isEqualTo(next);
        assertThat(others.pictures).containsExactly(drawn, next);
    }

    @Test
    void R40_onlyTheAdministrator_givesTheEnterprisesSealsAPicture() throws IOException {
        SealId id = added();
        CleanScan.Scan scan = print();
        refused(SealProblem.seal_unknown, () -> upload.upload(agent, id, scan, null));
        for (SealKind seen : List.of(SealKind.enterprise_seal, SealKind.legal_person_seal)) {
            SealId shown = drafted(seen);
            refused(SealProblem.only_administrator, () -> upload.upload(agent, shown, scan, null));
        }
        refused(SealProblem.seal_unknown, () -> upload.upload(AccountId.random(), id, scan, null));
        work.run(() -> seals.change(id, "system", Seal::cancel));
        refused(SealProblem.seal_cancelled, () -> upload.upload(administrator, id, scan, null));
    }

    @Test
    void R38_signature_isUploadedByTheLegalPersonHimself_withHisConsent() throws IOException {
        SealId id = signature();
        CleanScan.Scan scan = name();
        String consent = upload.consent(agent, id).statement();
        others.legalPerson = agent;
        refused(
                SealProblem.not_the_legal_person,
                () -> upload.upload(administrator, id, scan, consent));
        refused(PictureProblem.consent_missing, () -> upload.upload(agent, id, scan, null));
        refused(PictureProblem.consent_missing, () -> upload.upload(agent, id, scan, "好"));
        assertThat(seals.get(id).picture()).isEmpty();
        assertThat(upload.upload(agent, id, scan, consent).hasPicture()).isTrue();
    }

    @Test
    void R40_nameThatNobodyCanDraw_waitsForAnUploadedPicture() throws IOException {
        others.name = "\uE123\uE124有限公司";
        // His certificate is of the name before.
        SealId early = added();
        upload.upload(administrator, early, print(), null);
        refused(
                SealProblem.certificate_foreign,
                () -> begin.begin(signer, early, SealAct.Kind.make));
        work.run(() -> seals.change(early, "system", Seal::cancel));
        anEnterprise();
        SealId id = added();
        assertThat(list.get(administrator, id).hasPicture()).isFalse();
        refused(SealProblem.picture_missing, () -> begin.begin(signer, id, SealAct.Kind.make));
        assertThat(upload.upload(administrator, id, print(), null).hasPicture()).isTrue();
        begin.begin(signer, id, SealAct.Kind.make);
    }

    @Test
    void R40_moreThanThirtyADay_areNot() {
        SealId id = signature();
        others.legalPerson = agent;
        for (int i = 0; i < 30; i++) {
            draw.draw(agent, id, strokes(i));
        }
        refused(PictureProblem.too_many_pictures, () -> draw.draw(agent, id, strokes(31)));
    }

    private static SignatureStrokes strokes(double to) {
        return new SignatureStrokes(
                List.of(List.of(new SignatureStrokes.At(0, 0), new SignatureStrokes.At(9, to))));
    }

    @Test
    void item1_overHttp_aPrintIsTaken_hostileFilesAreRefused_andThePreviewsAreServed()
            throws Exception {
        SealId id = added();
        String seal = "http://127.0.0.1:%d/api/seals/v1/seals/%s".formatted(port, id);
        String token = TestTokens.verifiedPhone(administrator.value(), who.device().value());
        Uploads uploads =
                new Uploads(
                        URI.create(seal + "/picture"),
                        token,
                        Map.of("widthMm", "44", "heightMm", "44"),
                        "file");
        byte[] print = Papers.jpeg(Papers.print(520, 240, true)).getByteArray();
        assertThat(uploads.send(print).statusCode()).isEqualTo(200);
        uploads.mustRefuseHostileFiles();
        HttpResponse<String> again = uploads.send(print);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        for (String ground : List.of("white", "text")) {
            byte[] png =
                    java.net.http.HttpClient.newHttpClient()
                            .send(
                                    java.net.http.HttpRequest.newBuilder(
                                                    URI.create(
                                                            seal
                                                                    + "/picture?next=true&on="
                                                                    + ground))
                                            .header("Authorization", "Bearer " + token)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofByteArray())
                            .body();
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(520);
        }
        HttpResponse<String> thin =
                new Uploads(
                                URI.create(seal + "/picture"),
                                token,
                                Map.of("widthMm", "9", "heightMm", "44"),
                                "file")
                        .send(new ByteArrayResource(print).getByteArray());
        assertThat(thin.statusCode()).as(thin.body()).isEqualTo(400);
    }
}
