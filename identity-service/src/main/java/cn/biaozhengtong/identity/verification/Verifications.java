package cn.biaozhengtong.identity.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Verifications extends JpaRepository<Verification, UUID> {
    Optional<Verification> findByIdAndAccountId(UUID id, UUID accountId);

    boolean existsByAccountIdAndPurposeAndStateAndCreatedAtAfter(
            UUID accountId, VerificationPurpose purpose, VerificationState state, Instant after);

    List<Verification> findByAccountIdOrderByCreatedAt(UUID accountId);

    void deleteByAccountId(UUID accountId);

    long countByAccountIdAndCreatedAtAfter(UUID accountId, Instant after);

    long countByCardIndexAndCreatedAtAfter(String cardIndex, Instant after);
}
