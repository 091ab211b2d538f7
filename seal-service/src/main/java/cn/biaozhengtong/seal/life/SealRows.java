package cn.biaozhengtong.seal.life;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface SealRows extends JpaRepository<Seal, UUID> {
    @Query("SELECT s FROM Seal s WHERE s.enterpriseId = ?1 ORDER BY s.createdAt, s.id")
    List<Seal> of(UUID enterprise);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT s FROM Seal s WHERE s.enterpriseId = ?1 ORDER BY s.id")
    List<Seal> lockOf(UUID enterprise);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT s FROM Seal s WHERE s.id = ?1")
    Optional<Seal> lock(UUID id);

    @Query("SELECT s.id FROM Seal s WHERE s.reviewDueAt <= ?1 ORDER BY s.reviewDueAt LIMIT 20")
    List<UUID> dueForReview(Instant now);
}
