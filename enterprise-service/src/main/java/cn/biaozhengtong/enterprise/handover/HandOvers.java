package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface HandOvers extends JpaRepository<HandOver, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from HandOver h where h.id = ?1")
    Optional<HandOver> lock(UUID id);

    Optional<HandOver> findByOpenFor(UUID enterprise);

    /// Open ones of an enterprise that name an account.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from HandOver h where h.openFor = ?1 and (h.fromId = ?2 or h.toId = ?2)")
    List<HandOver> openOf(UUID enterprise, UUID account);

    default List<HandOver> openOf(AccountId account, EnterpriseId enterprise) {
        return openOf(enterprise.value(), account.value());
    }

    @Query(
            """
            select h from HandOver h where (h.fromId = ?1 or h.toId = ?1) and h.state <> 'awaiting_signature'
            order by h.createdAt desc limit 50\
            """)
    List<HandOver> of(UUID account);
}
