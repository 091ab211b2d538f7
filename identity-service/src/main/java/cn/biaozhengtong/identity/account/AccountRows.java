package cn.biaozhengtong.identity.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/// The stored rows; outside this package go through [Accounts].
interface AccountRows extends JpaRepository<Account, UUID> {
    Optional<Account> findByPhoneIndex(String phoneIndex);

    Optional<Account> findByPersonIndex(String personIndex);

    boolean existsByPersonIndex(String personIndex);
}
