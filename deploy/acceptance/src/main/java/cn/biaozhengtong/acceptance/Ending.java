package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How the certificate of the journey ends: revoked, as anyone may verify it.
final class Ending {
    private static final String RECOVERIES = "/api/certificates/v1/recoveries/";

    private final Bidder bidder;
    private final Scanner scanner;
    private final SampleSite site;
    private final PinOperations pin;

    Ending(Bidder bidder, Scanner scanner, SampleSite site) {
        this.bidder = bidder;
        this.scanner = scanner;
        this.site = site;
        this.pin = new PinOperations(bidder);
    }

    private Certificate mine() {
        return bidder.wallet().signing();
    }

    /// 挂失 from any device; usable again only when the identity was proved for it on this phone,
    /// here together with a phone whose storage is gone. Somebody else who is logged in to the
    /// account waits for it with a recovery of his own, and may no more than object.
    void freezeAndRecover() {
        CertificateWallet wallet = bidder.wallet();
        String serial = mine().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial;
        bidder.phone().post(path + "/freeze", Map.of());
        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        expect("certificate-missing", () -> scanner.approve(card, Bidder.PIN));
        expect("verify-anew", () -> bidder.phone().post(path + "/release", Map.of()));
        JsonNode started = bidder.phone().post(path + "/recoveries", Map.of());
        String recovery = started.path("recoveryId").asString();
        int keys = started.path("encryptionSerials").size();
        expect("verify-anew", () -> wallet.recover(recovery, keys, Bidder.PIN));
        VirtualPhone thief = bidder.anotherPhone();
        String his = thief.post(path + "/recoveries", Map.of()).path("recoveryId").asString();
        bidder.proves("release", serial, "bank_card");
        bidder.proves("recovery", recovery, "alipay");
        for (String each : new String[] {his, recovery}) {
            String proof = RECOVERIES + each + "/proof";
            expect(
                    each.equals(his) ? "verify-anew" : "recovery-unknown",
                    () -> thief.post(proof, Map.of()));
        }
        expect("verify-anew", () -> thief.post(path + "/release", Map.of()));
        check(
                "the holder's own goes on",
                () ->
                        bidder.phone()
                                .post(RECOVERIES + recovery + "/proof", Map.of())
                                .path("state")
                                .asString()
                                .equals("proved"));
        Journey.await("every device is told", () -> isTold(thief));
        expect("veto-unproved", () -> thief.post(RECOVERIES + recovery + "/veto", Map.of()));
        thief.post(RECOVERIES + recovery + "/objections", Map.of());
        wallet.recover(recovery, keys, Bidder.PIN);
        check("another certificate", () -> !mine().serial().hex().equals(serial));
        check("OCSP says good", () -> status() instanceof CertificateStatus.Good);
        check("the encryption key came back", () -> pin.selfTest(Bidder.PIN));
    }

    private static boolean isTold(VirtualPhone device) {
        return device.get("/api/identity/v1/messages?box=certificates").toString().contains("正在找回");
    }

    void revoke() {
        check("OCSP says good", () -> status() instanceof CertificateStatus.Good);
        pin.revoke(Bidder.PIN);
        check("OCSP says revoked", () -> status() instanceof CertificateStatus.Revoked);
        String list = URI.create(mine().crlUrls().getFirst()).getPath();
        check("the list that the certificate names has it", () -> listed(list));
        check("the list of everything has it", () -> listed("/crl/issuing.crl"));
        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        expect("certificate-missing", () -> scanner.approve(card, Bidder.PIN));
    }

    /// Lists are made anew within a second or two after something was revoked.
    private boolean listed(String path) {
        for (int i = 0; i < 25; i++) {
            Crl crl = Crl.parse(bidder.phone().api().bytes(path, ""));
            crl.verify(issuing(), Instant.now());
            if (crl.revokes(mine().serial())) {
                return true;
            }
            Api.pause(Duration.ofMillis(200));
        }
        return false;
    }

    private Certificate issuing() {
        return bidder.wallet().chain().getFirst();
    }

    private CertificateStatus status() {
        byte[] answer =
                bidder.phone()
                        .api()
                        .post(
                                "/ocsp",
                                "",
                                "application/ocsp-request",
                                OcspRequest.about(issuing(), mine().serial()).encoded());
        return OcspResponse.verify(answer, issuing(), mine().serial(), Instant.now());
    }
}
