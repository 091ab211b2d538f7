package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.member.Enterprises;
import cn.biaozhengtong.seal.member.Persons;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Primary;

/// What other services know, as a test sets it; seals are made by a real maker's key.
@TestConfiguration
@Primary
public class Neighbours implements CertificateOffice, SealMaker, Enterprises, Persons {
    private static final TestAuthority CA = new TestAuthority();

    public final Map<UUID, Role> roles = new ConcurrentHashMap<>();
    public final Set<AccountId> delegates = ConcurrentHashMap.newKeySet();
    public final List<Held> held = new CopyOnWriteArrayList<>();
    public final List<SealPicture> pictures = new ArrayList<>();
    public volatile String name = "鞍山测试有限公司";

    /// An account; null when anybody is.
    public volatile @Nullable AccountId legalPerson;

    /// Runs once while a seal is made.
    public volatile Runnable meanwhile = () -> {};

    private final Map<SerialNumber, TestAuthority.Holder> holders = new ConcurrentHashMap<>();

    /// Gives somebody a role and a certificate.
    public SerialNumber member(AccountId account, Role role) {
        TestAuthority.Holder it = CA.holder(name);
        roles.put(account.value(), role);
        held.add(new Held(it.certificate().serial(), account, name));
        holders.put(it.certificate().serial(), it);
        return it.certificate().serial();
    }

    @Override
    public List<Held> signingCertificates(EnterpriseId enterprise) {
        return held;
    }

    @Override
    public Set<AccountId> holders(EnterpriseId enterprise, List<SerialNumber> serials) {
        Set<AccountId> out = new HashSet<>();
        held.stream()
                .filter(it -> serials.contains(it.serial()))
                .forEach(it -> out.add(it.account()));
        return out;
    }

    @Override
    public Round open(Signer signer, String session, Preimage preimage, byte[] commitment) {
        return new Round(UUID.randomUUID(), List.of());
    }

    @Override
    public Preimage finish(Signer signer, UUID round, Answer answer, Preimage preimage) {
        return Preimage.of(new byte[64]);
    }

    @Override
    public Preimage make(Wish wish, SealPicture picture, Optional<Order> order) {
        pictures.add(picture);
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return Preimage.of(
                CA.seal(
                                wish.seal().toString().replace("-", "") + "-" + wish.version(),
                                wish.name(),
                                wish.signers().stream()
                                        .map(it -> holders.get(it).certificate())
                                        .toArray(cn.biaozhengtong.crypto.cert.Certificate[]::new))
                        .encoded());
    }

    @Override
    public Role role(AccountId account, EnterpriseId enterprise) {
        return roles.getOrDefault(account.value(), Role.none);
    }

    @Override
    public Facts facts(EnterpriseId enterprise) {
        return new Facts(name, "91210300MB0000401X", "王五");
    }

    @Override
    public Set<AccountId> delegates(EnterpriseId enterprise, SealId seal) {
        return delegates;
    }

    @Override
    public boolean isLegalPerson(AccountId account, EnterpriseId enterprise) {
        AccountId who = legalPerson;
        return who == null || who.equals(account);
    }
}
