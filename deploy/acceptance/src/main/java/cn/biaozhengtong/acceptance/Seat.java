package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/// A bidder with his account at the sample platform.
final class Seat {
    private final Duration patience;
    private final Bidder bidder;
    private final SampleSite site;
    private final Scanner scanner;
    private final String account = "seat-" + UUID.randomUUID().toString().substring(0, 8);

    Seat(Endpoints endpoints, Duration patience) {
        this.patience = patience;
        this.bidder = new Bidder(endpoints, ThreadLocalRandom.current().nextLong(), patience);
        this.site = new SampleSite(endpoints.sample());
        this.scanner = new Scanner(bidder, site);
    }

    String account() {
        return account;
    }

    SampleSite site() {
        return site;
    }

    Bidder bidder() {
        return bidder;
    }

    /// From his first login until the platform knows his certificates.
    ///
    /// @param approval one for all: operators do not log in a hundred times at once
    void prepare(Approval approval) {
        order(approval);
        bidder.download();
        introduce();
    }

    /// From his first login until a certificate waits for him, paid.
    void order(Approval approval) {
        bidder.phone().logInByOneTap();
        bidder.verifyIdentity();
        bidder.applyForCertificate();
        approval.approve(bidder.order());
        bidder.pay();
    }

    /// Makes his certificates known to the platform.
    void introduce() {
        bidder.awaitAdministrator();
        site.register(account, "secret-1", bidder.enterprise(), bidder.uscc());
        site.passwordLogin(account, "secret-1");
        approve(site.open("/bind"));
        String session = site.open("/tool/authenticate");
        approve(session);
        site.awaitVerified(session, patience);
    }

    void encrypt(String tender) {
        String session = site.open("/tool/encrypt", Map.of("tender", tender, "bid", account));
        approve(session);
        site.awaitVerified(session, patience);
    }

    /// Types his PIN beforehand. Each phone spends that second of computing on a processor of its
    /// own; here two hundred would spend it on the one that the suite has.
    void typePin() {
        scanner.remember(bidder.wallet().store().typed(Bidder.PIN));
    }

    void decrypt(String tender) {
        approve(site.open("/hall/decrypt", Map.of("tender", tender)));
    }

    private void approve(String session) {
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        scanner.approve(card, Bidder.PIN);
    }
}
