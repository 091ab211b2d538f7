package cn.biaozhengtong.identity.verification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Verifications extends JpaRepository<Verification, UUID> {
    Optional<Verification> findByIdAndAccountId(UUID id, UUID accountId);

    boolean existsByAccountIdAndStateAndCreatedAtAfter(
            UUID accountId, VerificationState state, Instant after);

    long countByAccountIdAndCreatedAtAfter(UUID accountId, Instant after);

    long countByCardIndexAndCreatedAtAfter(String cardIndex, Instant after);
}
