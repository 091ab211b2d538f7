package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// A directory whose administrators all have the number 13800000000, and where nobody verified his
/// identity lately unless a test says so.
@Component
@Primary
public class TestDirectory implements AccountDirectory {
    private static final Set<String> PROVED = ConcurrentHashMap.newKeySet();
    public static final Map<AccountId, String> PHONES = new ConcurrentHashMap<>();

    /// Tokens, by number.
    public static final Map<String, String> INVITED = new ConcurrentHashMap<>();

    @Override
    public boolean matches(AccountId account, String name, String phone) {
        return phone.equals("13800000000");
    }

    @Override
    public Map<AccountId, String> names(Collection<AccountId> accounts) {
        return accounts.stream().collect(Collectors.toMap(it -> it, it -> "王五"));
    }

    @Override
    public boolean hasPhone(AccountId account, String phone) {
        return phone.equals(PHONES.get(account));
    }

    @Override
    public boolean provedForHandOver(Asker who, UUID handOver, Instant since) {
        return PROVED.remove(who + "/" + handOver);
    }

    /// As identity-service has it when the person proved himself for one act.
    public static AccountDirectory.Asker proves(Person person, UUID handOver) {
        Asker who = new Asker(person, "login");
        PROVED.add(who + "/" + handOver);
        return who;
    }

    @Override
    public void invite(String phone, String enterpriseName, String token) {
        INVITED.put(phone, token);
    }
}
