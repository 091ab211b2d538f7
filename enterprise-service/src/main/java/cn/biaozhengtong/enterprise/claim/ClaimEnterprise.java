package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes down a claim as a draft; the enterprise is reserved when its order is submitted.
@Component
public class ClaimEnterprise {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Claims claims;
    private final Enterprises enterprises;
    private final FieldCipher cipher;
    private final Clock clock;

    ClaimEnterprise(Claims claims, Enterprises enterprises, FieldCipher cipher, Clock clock) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param licenceExpiresOn null for 长期
    public record Statement(
            Uscc uscc,
            String name,
            String legalPerson,
            LegalIdType legalIdType,
            String legalIdNumber,
            @Nullable LocalDate licenceExpiresOn) {}

    @Transactional
    public UUID claim(AccountId account, Statement statement) {
        enterprises.findByUscc(statement.uscc().value()).ifPresent(ClaimEnterprise::mustBeFree);
        Claim claim = draft(account, statement);
        claims.save(claim);
        return claim.getId();
    }

    /// A draft from what was stated, checked by itself.
    Claim draft(AccountId account, Statement statement) {
        if (!statement.legalIdType().accepts(statement.legalIdNumber())) {
            throw ClaimProblem.legal_id_invalid.exception();
        }
        LocalDate today = clock.instant().atZone(CHINA).toLocalDate();
        LocalDate expires = statement.licenceExpiresOn();
        if (expires != null && expires.isBefore(today)) {
            throw ClaimProblem.licence_expired.exception();
        }
        UUID id = UUID.randomUUID();
        return Claim.draft(
                account,
                id,
                statement.uscc(),
                statement.name(),
                cipher.seal(statement.legalPerson(), "claim.legal_person:" + id),
                statement.legalIdType(),
                cipher.seal(statement.legalIdNumber(), "claim.legal_id:" + id),
                expires,
                clock.instant());
    }

    private static void mustBeFree(Enterprise it) {
        switch (it.state()) {
            case registered -> throw ClaimProblem.registered.exception();
            case being_claimed -> throw ClaimProblem.being_claimed.exception();
            case free -> {}
        }
    }
}
