package cn.biaozhengtong.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The platform's own accounts: one per enterprise, made by whoever first registers it here.
final class Accounts {
    private final Map<String, Account> byName = new ConcurrentHashMap<>();

    /// @param boundSerial of the certificate, empty until bound
    record Account(
            String name, String password, String enterpriseName, String uscc, String boundSerial) {}

    void register(Account account) {
        byName.put(account.name(), account);
    }

    Optional<Account> login(String name, String password) {
        return find(name)
                .filter(a ->
                        MessageDigest.isEqual(
                                a.password().getBytes(StandardCharsets.UTF_8),
                                password.getBytes(StandardCharsets.UTF_8)));
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void bound(String name, String serial) {
        byName.computeIfPresent(
                name,
                (ignored, a) ->
                        new Account(a.name(), a.password(), a.enterpriseName(), a.uscc(), serial));
    }
}
