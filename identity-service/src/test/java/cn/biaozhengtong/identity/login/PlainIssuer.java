package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/// An issuer whose refresh tokens say `account/device/login`, for tests that are not about
/// Keycloak; they import it.
@TestComponent
@Primary
public class PlainIssuer implements TokenIssuer {
    public static final Set<String> ENDED = ConcurrentHashMap.newKeySet();
    public static final List<AccountId> ALL_ENDED = new CopyOnWriteArrayList<>();
    public static final List<AccountId> GRANTED = new CopyOnWriteArrayList<>();
    public static final List<AccountId> FORGOTTEN = new CopyOnWriteArrayList<>();

    private final LoginTickets tickets;

    PlainIssuer(LoginTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public void know(AccountId account) {}

    @Override
    public Tokens login(AccountId account, String ticket) {
        UUID device = tickets.redeem(account, ticket).orElseThrow().id();
        return new Tokens("access", account + "/" + device + "/" + UUID.randomUUID(), 300);
    }

    @Override
    public Tokens refresh(String refreshToken) {
        if (ENDED.contains(refreshToken)
                || !refreshToken.matches("[0-9a-f-]{36}/[0-9a-f-]{36}/[0-9a-f-]{36}")) {
            throw LoginProblem.refresh_refused.exception();
        }
        return new Tokens("access", refreshToken, 300);
    }

    @Override
    public Holder holder(Tokens tokens) {
        String[] parts = tokens.refreshToken().split("/", -1);
        return new Holder(new Person(AccountId.of(parts[0]), DeviceId.of(parts[1])), parts[2]);
    }

    @Override
    public void end(String refreshToken) {
        ENDED.add(refreshToken);
    }

    @Override
    public void endAll(AccountId account) {
        ALL_ENDED.add(account);
    }

    @Override
    public void grantVerified(AccountId account) {
        GRANTED.add(account);
    }

    @Override
    public void forget(AccountId account) {
        FORGOTTEN.add(account);
    }
}
