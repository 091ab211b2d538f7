package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The store of certificate pairs, and the only one who changes how they stand: the pair, the
/// register and whoever is told change in one transaction, the pair locked first.
@Component
public class Pairs {
    private final PairRows rows;
    private final Certificates certificates;
    private final Register register;
    private final TellOfPairs tell;
    private final Clock clock;

    Pairs(
            PairRows rows,
            Certificates certificates,
            Register register,
            TellOfPairs tell,
            Clock clock) {
        this.rows = rows;
        this.certificates = certificates;
        this.register = register;
        this.tell = tell;
        this.clock = clock;
    }

    public Optional<CertificatePair> of(PairOrigin origin) {
        return rows.findByOriginId(origin.id()).filter(it -> it.origin().equals(origin));
    }

    /// As [#of], locked.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CertificatePair> lock(PairOrigin origin) {
        return rows.lockByOrigin(origin.id()).filter(it -> it.origin().equals(origin));
    }

    public CertificatePair get(PairId id) {
        return rows.findById(id.value()).orElseThrow();
    }

    private CertificatePair lock(PairId id) {
        return rows.lock(id.value()).orElseThrow();
    }

    /// The pair for which a device makes a key: born with the first, the same with another.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when its certificates exist
    @Transactional(propagation = Propagation.MANDATORY)
    public CertificatePair keyed(PairOrigin origin, UUID account, UUID device) {
        CertificatePair it =
                lock(origin)
                        .orElseGet(() ->
                                CertificatePair.born(origin, account, device, clock.instant()));
        it.keyAgain(account, device);
        return saved(it);
    }

    /// Takes down what the register has recorded just before. The encryption certificate of a
    /// recovery exists already and is handed over.
    ///
    /// @param it locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(
            CertificatePair it,
            Holder whose,
            Set<Permission> granted,
            CertificatePair.Serials serials) {
        it.reserve(whose, granted, serials);
        saved(it);
        certificates.add(it, serials.signing(), "signing");
        if (serials.replaces() == null) {
            certificates.add(it, serials.encryption(), "encryption");
        }
        certificates.granted(it.origin(), granted);
    }

    /// Its device confirmed that it holds everything; a second time changes nothing.
    ///
    /// @param it locked
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not in force
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(CertificatePair it) {
        it.confirm(clock.instant());
        saved(it);
    }

    /// Until [#release]; nothing happens to one that is not in force.
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(PairId id, String cause) {
        CertificatePair it = lock(id);
        if (it.state().mayBecome(PairState.frozen)) {
            it.freeze(it.serials().stream().filter(register::hold).toList(), cause);
            saved(it);
        }
    }

    /// Nothing happens to one that does not rest.
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(PairId id) {
        CertificatePair it = lock(id);
        if (it.state() == PairState.frozen) {
            it.release(it.serials().stream().filter(register::release).toList());
            saved(it);
        }
    }

    /// @return false when it was not in force
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean revoke(PairId id, Revocation why) {
        CertificatePair it = lock(id);
        if (!it.state().mayBecome(PairState.revoked)) {
            return false;
        }
        revoke(it, why);
        return true;
    }

    private void revoke(CertificatePair it, Revocation why) {
        List<SerialNumber> ended =
                it.serials().stream()
                        .filter(serial -> register.revoke(serial, why.reason()))
                        .toList();
        it.revoke(ended, why);
        saved(it);
    }

    /// Ends a pair for that of a recovery; its encryption certificate, in force, is for the new
    /// one.
    ///
    /// @return the ended pair
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when somebody was faster and revoked
    ///   it
    @Transactional(propagation = Propagation.MANDATORY)
    public CertificatePair recover(PairId id, SerialNumber as) {
        CertificatePair it = lock(id);
        if (!it.state().mayBecome(PairState.revoked)) {
            throw CertificateProblem.revoked.exception();
        }
        boolean rested = it.state() == PairState.frozen;
        SerialNumber kept = it.handOver();
        if (rested) {
            register.release(kept);
        }
        revoke(it, Revocation.recovered(as));
        return it;
    }

    /// Its holder is told that its signing certificate expires.
    @Transactional(propagation = Propagation.MANDATORY)
    public void expiring(PairId id, Instant notAfter, int daysBefore) {
        CertificatePair it = get(id);
        it.expiring(notAfter, daysBefore);
        saved(it);
    }

    /// Before the register's row is locked, as everywhere here.
    @EventListener
    void entering(Register.Entering it) {
        certificates.pairOf(it.serial()).ifPresent(this::lock);
    }

    @EventListener
    void inForce(Register.InForce it) {
        certificates
                .pairOf(it.serial())
                .ifPresent(id -> {
                    boolean all =
                            certificates.pair(id).stream()
                                    .noneMatch(each -> each.state() == CertificateState.reserved);
                    CertificatePair pair = lock(id);
                    if (all && pair.state() == PairState.reserved) {
                        pair.sign();
                        saved(pair);
                    }
                });
    }

    private CertificatePair saved(CertificatePair it) {
        CertificatePair saved = rows.saveAndFlush(it);
        it.takeEvents().forEach(event -> tell.tell(saved, event));
        return saved;
    }
}
