package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// By the administrator: a token for a QR code, good once for a day, or one for a phone number,
/// good for a week and for that number only.
@Component
public class Invite {
    private static final Duration QR = Duration.ofDays(1);
    private static final Duration PHONE = Duration.ofDays(7);
    private static final int PER_DAY = 50;
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    private final Invitations invitations;
    private final Memberships memberships;
    private final AccountDirectory accounts;
    private final History history;
    private final TransactionTemplate transactions;

    Invite(
            Invitations invitations,
            Memberships memberships,
            AccountDirectory accounts,
            History history,
            TransactionTemplate transactions) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.accounts = accounts;
        this.history = history;
        this.transactions = transactions;
    }

    /// @param link what the QR code says; null for a phone number, whose owner gets it as a message
    public record Invited(UUID id, @Nullable String link) {}

    /// @param maskedPhone empty for a QR code
    /// @param state `open`, `accepted`, `withdrawn` or `expired`
    public record Sent(
            UUID id,
            String maskedPhone,
            String state,
            java.time.Instant createdAt,
            java.time.Instant expiresAt) {}

    public Invited byQr(AccountId administrator, EnterpriseId enterprise) {
        String token = token();
        UUID id = add(administrator, enterprise, token, null, QR);
        return new Invited(id, "bzt://invitations/" + token);
    }

    public Invited byPhone(AccountId administrator, EnterpriseId enterprise, String phone) {
        memberships.mustAdminister(administrator, enterprise);
        String digits = phone.replaceAll("[\\s-]", "").replaceFirst("^(\\+86|0086)", "");
        if (!MOBILE.matcher(digits).matches()) {
            throw InvitationProblem.phone_invalid.exception();
        }
        String token = token();
        UUID id = add(administrator, enterprise, token, digits, PHONE);
        accounts.invite(digits, memberships.name(enterprise), token);
        return new Invited(id, null);
    }

    public List<Sent> sent(AccountId administrator, EnterpriseId enterprise) {
        memberships.mustAdminister(administrator, enterprise);
        return invitations.of(enterprise).stream()
                .map(it ->
                        new Sent(
                                it.id(),
                                it.maskedPhone(),
                                it.state(),
                                it.createdAt(),
                                it.expiresAt()))
                .toList();
    }

    public void withdraw(AccountId administrator, EnterpriseId enterprise, UUID id) {
        memberships.mustAdminister(administrator, enterprise);
        if (!invitations.withdraw(enterprise, id)) {
            throw InvitationProblem.invitation_unknown.exception();
        }
    }

    private UUID add(
            AccountId administrator,
            EnterpriseId enterprise,
            String token,
            @Nullable String phone,
            Duration life) {
        memberships.mustAdminister(administrator, enterprise);
        if (invitations.lastDay(enterprise) >= PER_DAY) {
            throw InvitationProblem.too_many_invitations.exception();
        }
        UUID id =
                transactions.execute(status -> {
                    UUID added = invitations.add(administrator, enterprise, token, phone, life);
                    history.record(
                            administrator.toString(),
                            enterprise,
                            "invitation.sent",
                            phone == null ? "qr" : "phone");
                    return added;
                });
        if (id == null) {
            throw new IllegalStateException("nothing was stored");
        }
        return id;
    }

    private static String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretBytes.random(32).expose());
    }
}
