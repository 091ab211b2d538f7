package cn.biaozhengtong.caorder.operatorkey;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface OperatorKeyRows extends JpaRepository<OperatorKey, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select k from OperatorKey k where k.id = ?1")
    Optional<OperatorKey> lock(UUID id);

    List<OperatorKey> findByUsernameAndStateIn(
            String username, Collection<OperatorKeyState> states);

    List<OperatorKey> findByStateIn(Collection<OperatorKeyState> states);

    List<OperatorKey> findTop500ByOrderByProposedAtDesc();
}
