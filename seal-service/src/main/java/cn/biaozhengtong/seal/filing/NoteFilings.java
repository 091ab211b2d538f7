package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Registrar;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealEvent;
import cn.biaozhengtong.seal.life.SealState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Writes down what the filing system is to be told. Before a seal has its number it is told of
/// versions only; how the seal stands then follows the number.
@Component
class NoteFilings implements Registrar {
    private final Filings filings;
    private final Optional<SealRegistry> registry;
    private final UnitOfWork work;

    NoteFilings(Filings filings, Optional<SealRegistry> registry, UnitOfWork work) {
        this.filings = filings;
        this.registry = registry;
        this.work = work;
    }

    @Override
    public void changed(Seal seal, List<SealEvent> events) {
        if (registry.isEmpty()) {
            seal.goesUnfiled();
        } else {
            events.forEach(it -> happened(seal, it));
        }
    }

    private void happened(Seal seal, SealEvent event) {
        switch (event) {
            case SealEvent.Made made -> {
                seal.awaitsFiling();
                note(seal, Filing.Fact.made, made.esId());
            }
            case SealEvent.Stopped ignored -> stands(seal);
            case SealEvent.Resumed ignored -> stands(seal);
            case SealEvent.Cancelled ignored -> {
                forget(seal);
                stands(seal);
            }
            case SealEvent.Filed ignored -> stands(seal);
            case SealEvent.Prepared ignored -> {}
            case SealEvent.FilingRefused ignored -> {}
        }
    }

    /// Of one whose filing was refused, or that is older than the connection to the filing system:
    /// everything is told as it is now.
    void again(Seal seal) {
        seal.awaitsFiling();
        if (seal.state() == SealState.cancelled) {
            note(seal, Filing.Fact.cancelled, "");
        } else {
            note(seal, Filing.Fact.made, seal.esId().orElseThrow());
        }
    }

    /// What it never heard of need not be filed to be cancelled.
    private void forget(Seal seal) {
        List<Filing> waiting = filings.lockWaiting(seal.getId());
        List<Filing> untried = waiting.stream().filter(it -> it.attempts() == 0).toList();
        untried.forEach(it -> it.dropped(work.now()));
        if (waiting.size() == untried.size()) {
            seal.goesUnfiled();
        }
    }

    private void stands(Seal seal) {
        if (seal.filing().number() == null) {
            return;
        }
        Filing.Fact is =
                switch (seal.state()) {
                    case cancelled -> Filing.Fact.cancelled;
                    case stopped -> Filing.Fact.stopped;
                    case draft, made, filed, active -> Filing.Fact.resumed;
                };
        // One that was never stopped need not be resumed.
        if (is != filings.standing(seal.getId()).orElse(Filing.Fact.resumed)) {
            note(
                    seal,
                    is,
                    seal.stopCauses().stream().map(Enum::name).collect(Collectors.joining(",")));
        }
    }

    private void note(Seal seal, Filing.Fact fact, String detail) {
        filings.save(Filing.of(seal.sealId(), fact, detail, work.now()));
    }
}
