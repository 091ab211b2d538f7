package cn.biaozhengtong.identity.login.web;

import cn.biaozhengtong.identity.login.LoginTickets;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Where Keycloak's phone-code authenticator redeems tickets; it shows a secret of its own.
@RestController
class TicketController {
    private final LoginTickets tickets;
    private final byte[] secret;

    TicketController(LoginTickets tickets, @Value("${bzt.keycloak.ticket-secret}") String secret) {
        this.tickets = tickets;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    record Redemption(UUID accountId, String ticket) {}

    /// @param device id of the device that the login is bound to
    /// @param deviceKey thumbprint of its key
    record Outcome(boolean redeemed, @Nullable UUID device, @Nullable String deviceKey) {}

    @PostMapping("/internal/login-tickets/redeem")
    Outcome redeem(
            @RequestHeader("X-Ticket-Secret") String shown, @RequestBody Redemption request) {
        boolean known =
                secret.length > 0
                        && MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
        if (!known) {
            throw RequestProblem.forbidden.exception();
        }
        return tickets.redeem(new AccountId(request.accountId()), request.ticket())
                .map(key -> new Outcome(true, key.id(), key.thumbprint()))
                .orElse(new Outcome(false, null, null));
    }
}
