package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who a certificate is for; fixed and sealed in the order from submission on.
///
/// @param enterpriseId null for a person's own certificate, like every field of an enterprise
/// @param name of the enterprise, or of the person alone
/// @param person the member who holds it in the enterprise's name (办事人员), or the person alone; null
///   when the enterprise's administrator holds it
public record Subject(
        @Nullable UUID enterpriseId,
        @Nullable String uscc,
        String name,
        @Nullable String legalPerson,
        @Nullable String legalIdType,
        @Nullable String legalIdNumber,
        @Nullable LocalDate licenceExpiresOn,
        @Nullable String person) {
    static Subject enterprise(ClaimDesk.Statement it, @Nullable EnterpriseId enterprise) {
        return new Subject(
                enterprise == null ? null : enterprise.value(),
                it.uscc(),
                it.name(),
                it.legalPerson(),
                it.legalIdType(),
                it.legalIdNumber(),
                it.licenceExpiresOn(),
                null);
    }

    static Subject person(String name) {
        return new Subject(null, null, name, null, null, null, null, name);
    }

    /// The same enterprise, in the hands of a member.
    Subject heldBy(String member) {
        return new Subject(
                enterpriseId,
                uscc,
                name,
                legalPerson,
                legalIdType,
                legalIdNumber,
                licenceExpiresOn,
                member);
    }

    public boolean isPersonal() {
        return uscc == null;
    }
}
