package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface Verifications extends JpaRepository<Verification, UUID> {
    Optional<Verification> findByIdAndAccountId(UUID id, UUID accountId);

    default Optional<Verification> of(AccountId account, VerificationId id) {
        return findByIdAndAccountId(id.value(), account.value());
    }

    List<Verification> findByAccountIdAndDeviceIdAndLoginAndPurposeAndActIndexAndState(
            UUID accountId,
            UUID deviceId,
            String login,
            VerificationPurpose purpose,
            String actIndex,
            VerificationState state);

    /// The verified ones of an act; only those of the same device and login.
    ///
    /// @param index of what the act is about
    default List<Verification> verified(AccountId account, Act act, String index) {
        return findByAccountIdAndDeviceIdAndLoginAndPurposeAndActIndexAndState(
                account.value(),
                act.device().value(),
                act.login(),
                act.purpose(),
                index,
                VerificationState.verified);
    }

    /// Spends one: of several who try at once one succeeds.
    ///
    /// @return 0 when it was spent or is over
    @Modifying
    @Query(
            """
            UPDATE Verification v SET v.state = VerificationState.used, v.version = v.version + 1
            WHERE v.id = :id AND v.state = VerificationState.verified AND v.expiresAt > :now\
            """)
    int spend(@Param("id") UUID id, @Param("now") Instant now);

    long countByAccountIdAndDeviceIdAndCreatedAtAfter(UUID accountId, UUID deviceId, Instant after);

    default long countOn(Person who, Instant after) {
        return countByAccountIdAndDeviceIdAndCreatedAtAfter(
                who.account().value(), who.device().value(), after);
    }

    List<Verification> findByAccountIdOrderByCreatedAt(UUID accountId);

    void deleteByAccountId(UUID accountId);

    /// Those bound to no device.
    long countByAccountIdAndDeviceIdIsNullAndCreatedAtAfter(UUID accountId, Instant after);

    long countByCardIndexAndCreatedAtAfter(String cardIndex, Instant after);

    long countByAccountIdAndCardIndexAndCreatedAtAfter(
            UUID account, String cardIndex, Instant after);
}
