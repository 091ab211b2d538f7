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

    /// 挂失 from any device; usable again only when the identity was verified anew, here together
    /// with a phone whose storage is gone.
    void freezeAndRecover() {
        CertificateWallet wallet = bidder.wallet();
        String serial = mine().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial;
        bidder.phone().post(path + "/freeze", Map.of());
        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        expect("certificate-missing", () -> scanner.approve(card, Bidder.PIN));
        expect("verify-anew", () -> bidder.phone().post(path + "/release", Map.of()));
        String recovery =
                bidder.phone().post(path + "/recoveries", Map.of()).path("recoveryId").asString();
        expect("verify-anew", () -> wallet.recover(recovery, Bidder.PIN));
        bidder.verifyIdentity();
        wallet.recover(recovery, Bidder.PIN);
        check("another certificate", () -> !mine().serial().hex().equals(serial));
        check("OCSP says good", () -> status() instanceof CertificateStatus.Good);
        check("the encryption key came back", () -> pin.selfTest(Bidder.PIN));
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
