package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.AccountAccess;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Stored as Argon2id (RFC 9106) with 16 MiB, two passes. An account without a password is judged
/// as long as one with, so the time tells nobody whether a number is known.
@Component
public class Passwords {
    private static final long LONGEST_WAIT_SECONDS = 3;

    private final AccountAccess access;
    private final Argon2PasswordEncoder encoder =
            Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobodys = encoded(UUID.randomUUID().toString());
    // As many at once as cores: more would be no faster and cost memory.
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

    Passwords(AccountAccess access) {
        this.access = access;
    }

    /// What sets or replaces it, to be run in a transaction: the hash is made here, in its turn.
    public Runnable setting(AccountId account, Password password) {
        String hash = inTurn(() -> encoded(password.characters()));
        return () -> access.setPasswordHash(account, hash);
    }

    /// From now on the account has none.
    public void drop(AccountId account) {
        access.setPasswordHash(account, null);
    }

    public boolean has(AccountId account) {
        return access.passwordHash(account).isPresent();
    }

    /// @param account empty for a number that nobody has: the answer takes as long
    boolean matches(Optional<AccountId> account, String tried) {
        Optional<String> hash = account.flatMap(access::passwordHash);
        boolean right = inTurn(() -> encoder.matches(tried, hash.orElse(nobodys)));
        return right && hash.isPresent();
    }

    private String encoded(String text) {
        String hash = encoder.encode(text);
        if (hash == null) {
            throw new IllegalStateException("the encoder gave nothing");
        }
        return hash;
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            // In a crowd: who gets his answer too late has gone, and his turn was for nothing.
            throw RequestProblem.unavailable.exception();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
