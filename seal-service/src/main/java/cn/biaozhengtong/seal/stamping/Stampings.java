package cn.biaozhengtong.seal.stamping;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/// The store of what sessions have stamped.
interface Stampings extends JpaRepository<Stamping, UUID> {
    @Query("SELECT s FROM Stamping s WHERE s.currentSession = ?1")
    Optional<Stamping> of(UUID session);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT s FROM Stamping s WHERE s.currentSession = ?1")
    Optional<Stamping> lockOf(UUID session);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT s FROM Stamping s WHERE s.id = ?1")
    Stamping lock(UUID id);

    /// Of a session that wanted something else since, the last one first.
    @Query(
            "SELECT s FROM Stamping s WHERE s.sessionId = ?1 AND s.currentSession IS NULL ORDER BY s.preparedAt DESC LIMIT 10")
    List<Stamping> replaced(UUID session);

    @Query(
            "SELECT s.sessionId FROM Stamping s WHERE s.state = cn.biaozhengtong.seal.stamping.Stamping.State.signed AND s.signedAt BETWEEN ?1 AND ?2 ORDER BY s.signedAt LIMIT 20")
    List<UUID> left(Instant after, Instant before);
}
