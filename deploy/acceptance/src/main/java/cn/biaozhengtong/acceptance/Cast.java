package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.Map;

/// People as the requirements need them, each new.
final class Cast {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final DemoPeople people;

    Cast(Endpoints endpoints, long seed) {
        this.endpoints = endpoints;
        this.people = new DemoPeople(seed);
    }

    DemoPeople people() {
        return people;
    }

    /// A phone with a number that nobody has.
    VirtualPhone phone() {
        return new VirtualPhone(endpoints.gateway(), people.phone(), PATIENCE);
    }

    /// Logged in, not verified.
    Bidder person() {
        Bidder it = new Bidder(endpoints, people.seed(), PATIENCE);
        it.phone().logInByOneTap();
        return it;
    }

    Bidder verified() {
        Bidder it = person();
        it.verifyIdentity();
        return it;
    }

    /// The code that the account's own number gets.
    static String sendCode(VirtualPhone to, String purpose) {
        to.post("/api/identity/v1/me/codes", Map.of("purpose", purpose));
        return to.code(to.number());
    }
}
