package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What ca-order-service needs of a claim, for the order, the template and the reviewers.
@Component
public class ReadClaim implements PersonalData {
    private final Claims claims;
    private final Enterprises enterprises;
    private final Successions successions;
    private final FieldCipher cipher;

    ReadClaim(Claims claims, Enterprises enterprises, Successions successions, FieldCipher cipher) {
        this.successions = successions;
        this.claims = claims;
        this.enterprises = enterprises;
        this.cipher = cipher;
    }

    /// @param enterpriseId null until the claim's order is submitted
    /// @param stands false of a succession whose successor was removed, whose place changed hands
    ///   since operators read it, or that was left lying
    public record Statement(
            UUID claimId,
            Claim.Kind kind,
            AccountId accountId,
            @Nullable EnterpriseId enterpriseId,
            String uscc,
            String name,
            String legalPerson,
            LegalIdType legalIdType,
            String legalIdNumber,
            @Nullable LocalDate licenceExpiresOn,
            boolean stands) {}

    /// What is in force of a registered enterprise.
    public Statement inForce(EnterpriseId enterprise) {
        return read(
                enterprises
                        .findById(enterprise.value())
                        .filter(it -> it.state() == EnterpriseState.registered)
                        .orElseThrow(ClaimProblem.enterprise_unknown::exception)
                        .claimId());
    }

    /// Everything that an account ever stated.
    public List<Statement> of(AccountId account) {
        return claims.findByAccountIdOrderByCreatedAt(account.value()).stream()
                .map(it -> read(it.getId()))
                .toList();
    }

    public Statement read(UUID id) {
        Claim claim = claims.findById(id).orElseThrow(ClaimProblem.claim_unknown::exception);
        return new Statement(
                id,
                claim.kind(),
                claim.accountId(),
                claim.enterpriseId(),
                claim.uscc().value(),
                claim.name(),
                cipher.open(claim.legalPersonSealed(), "claim.legal_person:" + id),
                claim.legalIdType(),
                cipher.open(claim.legalIdSealed(), "claim.legal_id:" + id),
                claim.licenceExpiresOn(),
                successions.stands(claim));
    }

    @Override
    public String part() {
        return "claims";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }
}
