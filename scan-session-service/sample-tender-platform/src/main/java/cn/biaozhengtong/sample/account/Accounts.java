package cn.biaozhengtong.sample.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The platform's own accounts: one per enterprise, made by whoever first registers it here.
public final class Accounts {
    private final Map<String, Account> byName = new ConcurrentHashMap<>();

    /// @param boundSerial of the certificate, empty until bound
    public record Account(
            String name, String password, String enterpriseName, String uscc, String boundSerial) {}

    /// Registered again with its password, it is made anew.
    ///
    /// @return false when the name is another's
    public boolean register(Account account) {
        Account now =
                byName.compute(
                        account.name(),
                        (name, known) ->
                                known == null || same(known.password(), account.password())
                                        ? account
                                        : known);
        return now == account;
    }

    public Optional<Account> login(String name, String password) {
        return find(name).filter(a -> same(a.password(), password));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    public Optional<Account> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public void bound(String name, String serial) {
        byName.computeIfPresent(
                name,
                (ignored, a) ->
                        new Account(a.name(), a.password(), a.enterpriseName(), a.uscc(), serial));
    }
}
