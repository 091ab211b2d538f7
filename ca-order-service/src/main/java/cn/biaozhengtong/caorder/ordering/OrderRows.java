package cn.biaozhengtong.caorder.ordering;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface OrderRows extends JpaRepository<Order, UUID> {
    List<Order> findTop100ByStateOrderByCreatedAt(OrderState state);

    @Query(
            """
            select o from Order o where (o.accountId = ?1 or o.payerId = ?1) and o.state in ?2
            order by o.createdAt desc\
            """)
    List<Order> mine(UUID account, Collection<OrderState> states, Limit limit);

    List<Order> findTop100ByStateAndStateSinceBeforeOrderByStateSince(
            OrderState state, Instant before);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = ?1")
    Optional<Order> lock(UUID id);
}
