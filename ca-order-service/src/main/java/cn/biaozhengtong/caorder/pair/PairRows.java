package cn.biaozhengtong.caorder.pair;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PairRows extends JpaRepository<CertificatePair, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from CertificatePair p where p.id = ?1")
    Optional<CertificatePair> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from CertificatePair p where p.originId = ?1")
    Optional<CertificatePair> lockByOrigin(UUID origin);

    Optional<CertificatePair> findByOriginId(UUID origin);
}
