package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P15 at the platform: only what it asked for and showed is believed, signed by a certificate that
/// is good.
class ResultVerifierTest {
    private static final String USCC = "91210300MA0UF2TJ5L";
    private static final PublicationPoints POINTS =
            new PublicationPoints("http://h/crl", "http://h/ocsp", "http://h/ca");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Sm2KeyPair rootKey = Sm2KeyPair.generate();
    private final CertificateAuthorityKey authority =
            CertificateAuthorityKey.root(rootKey, DistinguishedName.of("测试", "CA", "根"));
    private final Certificate root =
            issue(
                    CertificateProfile.root,
                    DistinguishedName.of("测试", "CA", "根"),
                    rootKey,
                    Optional.empty());
    private final Sm2KeyPair ocspKey = Sm2KeyPair.generate();
    private final Certificate ocsp =
            issue(
                    CertificateProfile.ocsp_responder,
                    DistinguishedName.of("测试", "CA", "OCSP"),
                    ocspKey,
                    Optional.empty());
    private final DistinguishedName subject = DistinguishedName.of("鞍山测试", "招标", "鞍山测试");
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate signing =
            issue(CertificateProfile.subscriber_signing, subject, key, Optional.of(USCC));
    private final Certificate encryption =
            issue(
                    CertificateProfile.subscriber_encryption,
                    subject,
                    Sm2KeyPair.generate(),
                    Optional.of(USCC));
    private volatile CertificateStatus status = new CertificateStatus.Good();
    private volatile Instant statedAt = now;
    private final ResultVerifier verifier =
            new ResultVerifier(
                    root,
                    List.of(),
                    Crl.issue(
                            CertificateAuthorityKey.of(rootKey, root),
                            BigInteger.ONE,
                            List.of(),
                            now.minusSeconds(60),
                            now.plus(Duration.ofDays(1))));

    private Certificate issue(
            CertificateProfile profile,
            DistinguishedName name,
            Sm2KeyPair pair,
            Optional<String> uscc) {
        return authority.sign(
                authority.prepare(
                        new CertificateOrder(
                                profile,
                                SerialNumber.random(),
                                name,
                                pair.publicKey(),
                                now.minusSeconds(60),
                                now.plus(Duration.ofDays(1)),
                                uscc),
                        POINTS));
    }

    private byte[] status(List<Preimage> preimages, List<byte[]> signatures, Instant at) {
        List<SerialNumber> serials = List.of(signing.serial(), encryption.serial());
        byte[] binding = StatusStatement.binding(serials, preimages, signatures);
        return OcspResponse.answer(
                OcspRequest.about(root, serials, binding),
                root,
                ocspKey,
                ocsp,
                at,
                at.plusSeconds(600),
                ignored -> status);
    }

    private OpenSession session(SessionRequest request) {
        return new OpenSession(
                request,
                "s-1",
                new byte[32],
                new OpenSession.Shown(
                        "challenge",
                        "random",
                        request.content().hash(),
                        "1234",
                        "ANSTEEL",
                        "平台",
                        "",
                        new OpenSession.Pages("https://h/s", "", ""),
                        now,
                        now,
                        now.plusSeconds(180)));
    }

    private SignedContext context(SessionContent content, String code, String sessionId) {
        return new SignedContext(
                content.kind(),
                sessionId,
                "ANSTEEL",
                "平台",
                "random",
                "challenge",
                content.hash(),
                "",
                code,
                "qr",
                USCC,
                signing.serial().hex(),
                encryption.serial().hex(),
                "acc-1",
                "administrator",
                now.toString());
    }

    private static Map<String, Object> fields(SignedContext context) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", context.kind());
        fields.put("sessionId", context.sessionId());
        fields.put("platformCode", context.platformCode());
        fields.put("platformName", context.platformName());
        fields.put("serverRandom", context.serverRandom());
        fields.put("challenge", context.challenge());
        fields.put("contentHash", context.contentHash());
        fields.put("relyingPartyCertificateHash", "");
        fields.put("verificationCode", context.verificationCode());
        fields.put("flow", context.flow());
        fields.put("uscc", context.uscc());
        fields.put("certificateSerial", context.certificateSerial());
        fields.put("encryptionSerial", context.encryptionSerial());
        fields.put("rpAccount", context.rpAccount());
        fields.put("role", context.role());
        fields.put("time", context.time());
        return fields;
    }

    private Map<String, Object> result(SignedContext context, SessionContent content) {
        List<Preimage> preimages = SessionSignatures.of(context, content);
        List<byte[]> signed = preimages.stream().map(it -> key.sign(it.toBytes())).toList();
        List<Object> signatures = new ArrayList<>();
        signed.forEach(it -> signatures.add(base64(it)));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("context", fields(context));
        out.put("signatures", signatures);
        out.put("status", base64(status(preimages, signed, statedAt)));
        out.put("signingCertificate", base64(signing.encoded()));
        out.put("encryptionCertificate", base64(encryption.encoded()));
        out.put("role", "forged");
        out.put("rpAccount", "forged");
        return out;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SessionRequest signing(String... titles) {
        List<SessionContent.Item> items = new ArrayList<>();
        for (String title : titles) {
            items.add(new SessionContent.Item(title, Sm3.hex(title.getBytes())));
        }
        return SessionRequest.sign("签章", "", items);
    }

    @Test
    void whatWasAskedFor_isBelieved() {
        SessionRequest request = signing("甲", "乙");
        SessionContent content = request.content();
        VerifiedParty party =
                verifier.verify(session(request), result(context(content, "1234", "s-1"), content));
        assertThat(party.party()).isEqualTo(new Party.Enterprise("鞍山测试", USCC));
        assertThat(party.signatures()).hasSize(3);
        assertThat(party.itemSignatures()).hasSize(2);
    }

    @Test
    void item14_accountAndRole_areWhatWasSigned_notWhatStandsBeside() {
        SessionContent content = signing("甲").content();
        VerifiedParty party =
                verifier.verify(
                        session(signing("甲")), result(context(content, "1234", "s-1"), content));
        assertThat(party.accountId()).isEqualTo("acc-1");
        assertThat(party.role()).isEqualTo("administrator");
        SessionRequest other = signing("甲").forAccount("acc-2");
        SessionContent asked = other.content();
        refused(other, result(context(asked, "1234", "s-1"), asked));
    }

    @Test
    void item14_encryptionCertificateOfAnother_isRefused_thoughItsNameIsTheSame() {
        SessionRequest request = signing("甲");
        Map<String, Object> result =
                result(context(request.content(), "1234", "s-1"), request.content());
        for (String uscc : List.of(USCC, "91210300MA0UF2TJ6X")) {
            Certificate foreign =
                    issue(
                            CertificateProfile.subscriber_encryption,
                            subject,
                            Sm2KeyPair.generate(),
                            Optional.of(uscc));
            Map<String, Object> swapped = new LinkedHashMap<>(result);
            swapped.put("encryptionCertificate", base64(foreign.encoded()));
            refused(request, swapped);
        }
    }

    @Test
    void item3_noSignatures_orNoItems_proveNothing() {
        SessionRequest request = signing("甲");
        Map<String, Object> none =
                new LinkedHashMap<>(
                        result(context(request.content(), "1234", "s-1"), request.content()));
        none.put("signatures", List.of());
        refused(request, none);
        SessionRequest empty = SessionRequest.sign("签章", "", List.of());
        Map<String, Object> forged = new LinkedHashMap<>(none);
        forged.put("context", fields(context(empty.content(), "1234", "s-1")));
        refused(empty, forged);
    }

    @Test
    void item5_statement_isOfTheseSignatures_andOfThisSession() {
        SessionRequest request = signing("甲");
        SessionContent content = request.content();
        Map<String, Object> good = result(context(content, "1234", "s-1"), content);
        Map<String, Object> again = result(context(content, "1234", "s-1"), content);
        Map<String, Object> swapped = new LinkedHashMap<>(good);
        swapped.put("status", again.get("status"));
        refused(request, swapped);
        statedAt = now.plusSeconds(3600);
        refused(request, result(context(content, "1234", "s-1"), content));
    }

    @Test
    void P15_anythingElse_isNot() {
        SessionRequest request = signing("甲", "乙");
        SessionContent content = request.content();
        SessionContent other = signing("甲", "丙").content();
        Map<String, Object> good = result(context(content, "1234", "s-1"), content);
        refused(request, result(context(other, "1234", "s-1"), other));
        refused(request, result(context(content, "9999", "s-1"), content));
        refused(request, result(context(content, "1234", "s-2"), content));
        refused(SessionRequest.login("登录"), good);
        refused(request.forEnterprise("鞍山测试", "91210300MA0UF2TJ6X"), good);
        Map<String, Object> fewer = new LinkedHashMap<>(good);
        fewer.put("signatures", Json.list(good, "signatures").subList(0, 1));
        refused(request, fewer);
        Map<String, Object> swapped = new LinkedHashMap<>(good);
        List<Object> turned = new ArrayList<>(Json.list(good, "signatures"));
        java.util.Collections.reverse(turned);
        swapped.put("signatures", turned);
        refused(request, swapped);
        Map<String, Object> foreign = new LinkedHashMap<>(good);
        foreign.put("encryptionCertificate", base64(ocsp.encoded()));
        refused(request, foreign);
        // Revoked before: refused. Revoked afterwards: what was said then counts.
        status = new CertificateStatus.Revoked(now.minusSeconds(5), 1);
        refused(request, result(context(content, "1234", "s-1"), content));
        assertThat(verifier.verify(session(request), good)).isNotNull();
    }

    private void refused(SessionRequest request, Map<String, Object> result) {
        assertThatThrownBy(() -> verifier.verify(session(request), result))
                .isInstanceOf(CryptoException.class);
    }
}
