package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.SealVersions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which of an enterprise's seals is used: one of the kind, in force, in whose list the certificate
/// stands. Who was given it by a delegation stands there already, or may not use it yet.
@Component
class ChooseSeal {
    private final Seals seals;
    private final SealVersions versions;

    ChooseSeal(Seals seals, SealVersions versions) {
        this.seals = seals;
        this.versions = versions;
    }

    /// @param made as the maker signed it
    record Chosen(Seal seal, String esId, cn.biaozhengtong.crypto.seal.Seal made) {}

    Chosen choose(UUID enterprise, SealKind kind, Certificate signer) {
        List<Seal> all = seals.of(enterprise).stream().filter(it -> it.kind() == kind).toList();
        List<Chosen> active =
                all.stream()
                        .filter(it -> it.state() == SealState.active)
                        .flatMap(it -> made(it).stream())
                        .toList();
        Optional<Chosen> his =
                active.stream()
                        .filter(it -> it.made().info().signers().contain(signer))
                        .findFirst();
        if (his.isPresent()) {
            return his.get();
        }
        if (!active.isEmpty()) {
            throw StampingProblem.certificate_not_listed.exception();
        }
        throw whyNone(all).exception();
    }

    private static StampingProblem whyNone(List<Seal> all) {
        Set<SealState> states = all.stream().map(Seal::state).collect(Collectors.toSet());
        if (states.contains(SealState.stopped)) {
            return StampingProblem.seal_stopped;
        }
        return states.contains(SealState.made)
                ? StampingProblem.seal_not_filed
                : StampingProblem.seal_missing;
    }

    private Optional<Chosen> made(Seal it) {
        return it.esId().flatMap(esId -> made(esId).map(made -> new Chosen(it, esId, made)));
    }

    /// Between the card and the PIN a seal may have been stopped, cancelled or made anew.
    void mustBeInForce(String esId) {
        Seal it = seals.get(versions.sealOf(esId).orElseThrow());
        if (it.state() != SealState.active) {
            throw StampingProblem.seal_stopped.exception();
        }
        if (!it.esId().equals(Optional.of(esId))) {
            throw StampingProblem.seal_remade.exception();
        }
    }

    /// Whose version it is.
    UUID sealOf(String esId) {
        return versions.sealOf(esId).orElseThrow().value();
    }

    /// A version, also one that counts no more.
    Optional<cn.biaozhengtong.crypto.seal.Seal> made(String esId) {
        return versions.seal(esId)
                .map(Preimage::toBytes)
                .map(cn.biaozhengtong.crypto.seal.Seal::parse);
    }
}
