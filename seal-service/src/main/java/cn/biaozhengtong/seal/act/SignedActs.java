package cn.biaozhengtong.seal.act;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SignedActs extends JpaRepository<SignedAct, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT a FROM SignedAct a WHERE a.id = ?1")
    Optional<SignedAct> lock(UUID id);

    /// Signed, and whoever was to carry them out has died.
    @Query(
            "SELECT a.id FROM SignedAct a WHERE a.state = 'signed' AND a.begunAt < ?1 ORDER BY a.begunAt LIMIT 20")
    List<UUID> left(Instant before);
}
