package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Makes one version of a seal: what will be signed is recorded and committed, then signed. Asked
/// again, the same seal; whoever dies between the two leaves a record that a repeat completes.
@Component
public class MakeSeal {
    private static final String VENDOR = "BZT";
    private static final Duration LIFE = Duration.ofDays(5 * 365);

    private final MadeSeals made;
    private final SealPower power;
    private final KeyStoreFile.Entry maker;
    private final UnitOfWork work;

    MakeSeal(MadeSeals made, SealPower power, AuthorityKeys keys, UnitOfWork work) {
        this.made = made;
        this.power = power;
        this.maker = keys.load("seal-maker");
        this.work = work;
    }

    /// @param mandate the administrator's; none for a change of the list that the people of the
    ///   version before have anyway
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when power or certificates are missing
    @Transactional(propagation = Propagation.NEVER)
    public Seal make(SealOrder order, Optional<Mandate> mandate) {
        MadeSeals.Row row =
                made.find(order.esId()).orElseGet(() -> record(order, mandate.orElse(null)));
        if (!row.fingerprint().equals(order.fingerprint())) {
            throw SealMakingProblem.seal_changed.exception();
        }
        return complete(row);
    }

    /// The seal of a version.
    public Seal get(String esId) {
        return made.find(esId)
                .map(MadeSeals.Row::seal)
                .map(it -> Seal.parse(it.toBytes()))
                .orElseThrow(SealMakingProblem.seal_unknown::exception);
    }

    private MadeSeals.Row record(SealOrder order, @Nullable Mandate mandate) {
        Optional<MadeSeals.Row> before = made.last(order.sealId());
        if (order.version() != before.map(MadeSeals.Row::version).orElse(0) + 1) {
            throw SealMakingProblem.seal_version.exception();
        }
        List<Certificates.Stored> signers = power.signers(order);
        if (mandate != null) {
            power.mustBeOrdered(order, mandate);
        } else {
            MadeSeals.Row last = before.orElseThrow(SealMakingProblem.seal_unordered::exception);
            power.mustFollow(order, complete(last).info(), made.people(order.sealId()));
        }
        Preimage info = Seal.prepare(info(order, signers));
        try {
            work.run(() -> {
                made.record(order, info, mandate);
                work.note(
                        mandate == null ? "system" : "certificate:" + mandate.serial(),
                        "seal.made",
                        order.esId(),
                        order.fingerprint());
            });
        } catch (DuplicateKeyException e) {
            // Another replica was faster; whether it recorded the same is seen next.
            return made.find(order.esId()).orElseThrow(() -> e);
        }
        return made.find(order.esId()).orElseThrow();
    }

    private SealInfo info(SealOrder order, List<Certificates.Stored> signers) {
        Instant now = work.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(LIFE);
        Instant makers = maker.certificate().notAfter();
        return new SealInfo(
                VENDOR,
                order.esId(),
                order.type(),
                order.name(),
                SealSigners.certificates(
                        signers.stream().map(it -> Certificate.parse(it.encoded())).toList()),
                now,
                now,
                end.isBefore(makers) ? end : makers,
                order.picture());
    }

    private Seal complete(MadeSeals.Row row) {
        Preimage stored = row.seal();
        if (stored != null) {
            return Seal.parse(stored.toBytes());
        }
        Seal signed =
                Seal.assemble(
                        row.info(), maker.certificate(), maker.key().sign(row.info().toBytes()));
        made.signed(row.esId(), signed.encoded());
        return get(row.esId());
    }
}
