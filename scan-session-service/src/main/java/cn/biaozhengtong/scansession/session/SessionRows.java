package cn.biaozhengtong.scansession.session;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SessionRows extends JpaRepository<ScanSession, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from ScanSession s where s.id = ?1")
    Optional<ScanSession> lock(UUID id);

    List<ScanSession> findTop50ByStateInAndExpiresAtBefore(List<SessionState> open, Instant before);

    @Query(
            """
            select s from ScanSession s where s.openingId = ?1 and s.createdAt =
                (select max(t.createdAt) from ScanSession t where t.openingId = ?1 and t.rpAccount = s.rpAccount)
            order by s.createdAt\
            """)
    List<ScanSession> lastInOpening(UUID opening);
}
