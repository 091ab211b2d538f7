package cn.biaozhengtong.seal.invitation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SignatureInvitations extends JpaRepository<SignatureInvitation, UUID> {
    Optional<SignatureInvitation> findByTokenHash(String hash);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT i FROM SignatureInvitation i WHERE i.id = ?1")
    Optional<SignatureInvitation> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT i FROM SignatureInvitation i WHERE i.openFor = ?1")
    Optional<SignatureInvitation> lockOpen(UUID seal);

    @Query(
            "SELECT i FROM SignatureInvitation i WHERE i.sealId = ?1 ORDER BY i.createdAt DESC LIMIT 100")
    List<SignatureInvitation> of(UUID seal);

    @Query(
            "SELECT COUNT(i) FROM SignatureInvitation i WHERE i.enterpriseId = ?1 AND i.createdAt > ?2")
    int countSince(UUID enterprise, Instant since);
}
