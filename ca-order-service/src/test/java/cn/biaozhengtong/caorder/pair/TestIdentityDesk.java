package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// As identity-service does it: a proof is for one act of one device in one login, and spent once.
final class TestIdentityDesk implements IdentityDesk {
    private record Key(Asker who, Purpose purpose, String act) {}

    private record Kept(Proof proof, Instant begunAt) {}

    private static final Map<Key, Kept> PROOFS = new ConcurrentHashMap<>();

    static Asker asker(Person person) {
        return new Asker(person, "login of " + person.device());
    }

    static Asker proves(Asker who, Purpose purpose, String act, Proof proof) {
        PROOFS.put(new Key(who, purpose, act), new Kept(proof, Instant.now()));
        return who;
    }

    @Override
    public Optional<Proof> spend(Asker who, Purpose purpose, String act, Instant since) {
        return Optional.ofNullable(PROOFS.remove(new Key(who, purpose, act)))
                .filter(it -> it.begunAt().isAfter(since))
                .map(Kept::proof);
    }
}
