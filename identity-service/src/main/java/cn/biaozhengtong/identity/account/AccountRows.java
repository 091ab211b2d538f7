package cn.biaozhengtong.identity.account;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/// The stored rows; outside this package go through [Accounts].
interface AccountRows extends JpaRepository<Account, UUID> {
    Optional<Account> findByPhoneIndex(String phoneIndex);

    Optional<Account> findByPersonIndex(String personIndex);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Account> findLockedById(UUID id);

    boolean existsByPersonIndex(String personIndex);
}
