package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PairRows extends JpaRepository<CertificatePair, UUID> {
    String NOT_ENDED =
            "select p.id from CertificatePair p where p.state not in (PairState.keyed, PairState.revoked) and ";
    String IN_ORDER = " order by p.id";

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from CertificatePair p where p.id = ?1")
    Optional<CertificatePair> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from CertificatePair p where p.originId = ?1")
    Optional<CertificatePair> lockByOrigin(UUID origin);

    /// Of a recovery, once it is recorded.
    @Query("select p.id from CertificatePair p where p.replaces = ?1")
    Optional<UUID> inPlaceOf(String signing);

    Optional<CertificatePair> findByOriginId(UUID origin);

    /// Ids of an account's pairs that are recorded and have not ended, in one order.
    @Query(NOT_ENDED + "p.accountId = ?1" + IN_ORDER)
    List<UUID> recordedOf(UUID account);

    /// As [#recordedOf], in the name of one enterprise.
    @Query(NOT_ENDED + "p.accountId = ?1 and p.enterpriseId = ?2" + IN_ORDER)
    List<UUID> recorded(UUID account, UUID enterprise);

    default List<UUID> recorded(AccountId account, EnterpriseId enterprise) {
        return recorded(account.value(), enterprise.value());
    }

    /// As [#recordedOf], of whomever in the name of an enterprise.
    @Query(NOT_ENDED + "p.enterpriseId = ?1" + IN_ORDER)
    List<UUID> recordedFor(UUID enterprise);
}
