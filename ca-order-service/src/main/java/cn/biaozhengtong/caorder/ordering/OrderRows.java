package cn.biaozhengtong.caorder.ordering;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface OrderRows extends JpaRepository<Order, UUID> {
    List<Order> findTop100ByAccountIdOrderByCreatedAtDesc(UUID account);

    List<Order> findTop100ByStateOrderByCreatedAt(OrderState state);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = ?1")
    Optional<Order> lock(UUID id);
}
