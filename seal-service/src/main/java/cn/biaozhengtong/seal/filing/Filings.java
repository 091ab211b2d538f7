package cn.biaozhengtong.seal.filing;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Filings extends JpaRepository<Filing, Long> {
    /// Of each seal one at a time, in order.
    @Query(
            """
            SELECT f.id FROM Filing f WHERE f.state = 'waiting' AND f.nextAt <= ?1
            AND NOT EXISTS (SELECT 1 FROM Filing e WHERE e.sealId = f.sealId AND e.state = 'waiting' AND e.id < f.id)
            ORDER BY f.nextAt LIMIT 20\
            """)
    List<Long> due(Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT f FROM Filing f WHERE f.id = ?1")
    Optional<Filing> lock(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT f FROM Filing f WHERE f.sealId = ?1 AND f.state = 'waiting' ORDER BY f.id")
    List<Filing> lockWaiting(UUID seal);

    /// How the filing system takes the seal to stand, once it has heard all that waits.
    @Query(
            """
            SELECT f.fact FROM Filing f WHERE f.sealId = ?1 AND f.fact <> 'made'
            AND (f.state = 'waiting' OR f.state = 'told') ORDER BY f.id DESC LIMIT 1\
            """)
    Optional<Filing.Fact> standing(UUID seal);
}
