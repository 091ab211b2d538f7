package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.Person;
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
    private final Office office;

    Pairs(PairRows rows, Certificates certificates, Register register, Office office) {
        this.rows = rows;
        this.certificates = certificates;
        this.register = register;
        this.office = office;
    }

    /// Who is told, what has to rest, the time.
    @Component("pairOffice")
    record Office(TellOfPairs tell, HeldPairs held, Clock clock) {}

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

    /// The pair that has a signing certificate's place after all recoveries; locked, so that until
    /// the transaction ends none gives the place on.
    @Transactional(propagation = Propagation.MANDATORY)
    public CertificatePair inPlaceOf(SerialNumber signing) {
        CertificatePair it =
                lock(
                        certificates
                                .pairOf(signing)
                                .orElseThrow(CertificateProblem.certificate_unknown::exception));
        Optional<UUID> next = rows.inPlaceOf(it.signing().orElseThrow().hex());
        while (next.isPresent()) {
            it = lock(new PairId(next.get()));
            next = rows.inPlaceOf(it.signing().orElseThrow().hex());
        }
        return it;
    }

    /// The pair for which a device makes a key: born with the first, the same with another.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when its certificates exist
    @Transactional(propagation = Propagation.MANDATORY)
    public CertificatePair keyed(Person person, PairOrigin origin) {
        CertificatePair it =
                lock(origin)
                        .orElseGet(() ->
                                CertificatePair.born(person, origin, office.clock().instant()));
        it.keyAgain(person);
        return saved(it);
    }

    /// Takes down what the register has recorded just before. The encryption certificate of a
    /// recovery exists already and is handed over.
    ///
    /// @param it locked
    /// @throws cn.biaozhengtong.kit.problem.ProblemException while a hold is on its holder
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(
            CertificatePair it,
            Holder whose,
            Set<Permission> granted,
            CertificatePair.Serials serials) {
        it.reserve(whose, granted, serials);
        office.held().mustBeFree(it);
        saved(it);
        certificates.add(it, serials.signing(), CertificateUse.signing);
        if (serials.replaces() == null) {
            certificates.add(it, serials.encryption(), CertificateUse.encryption);
        }
        certificates.granted(it.origin(), granted);
    }

    /// Its device confirmed that it holds everything; a second time changes nothing.
    ///
    /// @param it locked
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not in force, or a hold is
    ///   on its holder
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(CertificatePair it) {
        if (it.state() == PairState.signed) {
            office.held().mustBeFree(it);
        }
        it.confirm(office.clock().instant());
        saved(it);
    }

    /// Whether its device may have what belongs to its certificates, until the transaction ends.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when they rest or have ended, or a
    ///   hold is on their holder
    @Transactional(propagation = Propagation.MANDATORY)
    public void mustGoOn(PairId id) {
        CertificatePair it = lock(id);
        it.mustGoOn();
        office.held().mustBeFree(it);
    }

    /// Until [#release]. Of one that is not signed yet, what is in force already rests; nothing
    /// happens to one that rests or has ended.
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(PairId id, String cause) {
        CertificatePair it = lock(id);
        if (it.state() == PairState.reserved) {
            it.restUnsigned(it.serials().stream().filter(register::hold).toList(), cause);
            saved(it);
        } else if (it.state().mayBecome(PairState.frozen)) {
            it.freeze(it.serials().stream().filter(register::hold).toList(), cause);
            saved(it);
        }
    }

    /// Whatever the hold is about, except what is not recorded yet: that is not, while it lasts.
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(Hold hold) {
        List<UUID> about =
                switch (hold) {
                    case Hold.MembershipEnded it -> rows.recorded(it.account(), it.enterprise());
                    case Hold.AccountFrozen it -> rows.recordedOf(it.account().value());
                    case Hold.EnterpriseFrozen it -> rows.recordedFor(it.enterprise().value());
                };
        // All of them before the audit log is: who has one of them waits for that.
        about.forEach(id -> lock(new PairId(id)));
        about.forEach(id -> freeze(new PairId(id), hold.cause()));
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException while a hold is on its holder
    public void mustBeFree(PairId id) {
        office.held().mustBeFree(get(id));
    }

    /// Nothing happens to one that does not rest.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException while a hold is on its holder
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(PairId id) {
        CertificatePair it = lock(id);
        if (it.state() == PairState.frozen) {
            office.held().mustBeFree(it);
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
    /// one. Also one that its holder froze: a recovery proves more than a release.
    ///
    /// @return the ended pair
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when somebody was faster and revoked
    ///   it, or while a hold is on its holder
    @Transactional(propagation = Propagation.MANDATORY)
    public CertificatePair recover(PairId id, SerialNumber as) {
        CertificatePair it = lock(id);
        if (!it.state().mayBecome(PairState.revoked)) {
            throw CertificateProblem.revoked.exception();
        }
        boolean rested = it.state() == PairState.frozen;
        SerialNumber kept = it.handOver();
        if (rested) {
            office.held().mustBeFree(it);
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
    void entered(Register.Entered it) {
        certificates.pairOf(it.serial()).ifPresent(this::entered);
    }

    private void entered(PairId id) {
        List<Certificates.Stored> both = certificates.pair(id);
        CertificatePair it = lock(id);
        boolean all = both.stream().noneMatch(each -> each.state() == CertificateState.reserved);
        if (!all || it.state() != PairState.reserved) {
            return;
        }
        if (both.stream().anyMatch(Certificates.Stored::isFrozen)) {
            it.serials().forEach(register::hold);
            it.signToRest(it.serials(), office.held().on(it).map(Hold::cause).orElse("held"));
        } else {
            it.sign();
        }
        saved(it);
    }

    private CertificatePair saved(CertificatePair it) {
        CertificatePair saved = rows.saveAndFlush(it);
        it.takeEvents().forEach(event -> office.tell().tell(saved, event));
        return saved;
    }
}
