package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.DocumentState;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.local.AskTool;
import cn.biaozhengtong.seal.work.WorkProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Takes the signatures of a session. They are checked and written down first; then each document
/// gets its own. Whoever dies in between, or finds no time stamp, leaves what a repeat, or the
/// sweeper, goes on with.
@Component
public class CompleteStampings {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteStampings.class);
    private static final Duration LEFT = Duration.ofSeconds(30);

    /// Signed is promised: as long as the documents are kept.
    private static final Duration GIVEN_UP = Duration.ofHours(24);

    private final Stampings stampings;
    private final StampingItems items;
    private final Documents documents;
    private final ChooseSeal choose;
    private final FinishDocuments finish;
    private final AskTool tool;
    private final UnitOfWork work;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    CompleteStampings(
            Stampings stampings,
            StampingItems items,
            Documents documents,
            ChooseSeal choose,
            FinishDocuments finish,
            AskTool tool,
            UnitOfWork work) {
        this.tool = tool;
        this.stampings = stampings;
        this.items = items;
        this.documents = documents;
        this.choose = choose;
        this.finish = finish;
        this.work = work;
    }

    /// Asked once more before anything is signed: another session may have taken a document.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when a seal may not be used any more
    public void mustBeInForce(UUID session) {
        Stamping it =
                stampings.of(session).orElseThrow(StampingProblem.stamping_unknown::exception);
        List<StampingItems.Item> all = items.of(it.getId());
        List<String> local = new ArrayList<>();
        for (StampingItems.Item one : all) {
            Document document = documents.of(it.clientId(), one.document());
            mustBeIts(document, session);
            if (!document.isHosted()) {
                local.add(one.prepared().digest());
            }
        }
        if (!local.isEmpty() && !tool.stands(session, local)) {
            throw StampingProblem.seal_remade.exception();
        }
        all.stream().map(StampingItems.Item::esId).distinct().forEach(choose::mustBeInForce);
    }

    /// @param signatures DER, in the order of the stampings; repeated, the same change nothing
    /// @return how many documents are stamped
    public int complete(UUID session, List<Preimage> signatures) {
        Stamping it =
                stampings.of(session).orElseThrow(StampingProblem.stamping_unknown::exception);
        List<StampingItems.Item> all = items.of(it.getId());
        if (it.state() == Stamping.State.prepared) {
            mustFit(it, all, signatures);
            written(it, signatures);
        } else if (!all.stream()
                .map(StampingItems.Item::signature)
                .toList()
                .equals(signatures.stream().map(Optional::of).toList())) {
            throw StampingProblem.session_signed.exception();
        }
        finish(session);
        return all.size();
    }

    private void mustFit(Stamping it, List<StampingItems.Item> all, List<Preimage> signatures) {
        if (all.size() != signatures.size()) {
            throw StampingProblem.signature_foreign.exception();
        }
        Certificate signer = it.certificate();
        Map<String, Seal> seals = new HashMap<>();
        for (StampingItems.Item item : all) {
            Seal seal = seals.computeIfAbsent(item.esId(), esId -> choose.made(esId).orElseThrow());
            ToSign sign = new ToSign(item.prepared(), seal, List.of(signer));
            try {
                signer.publicKey()
                        .verify(
                                sign.preimage().toBytes(),
                                signatures.get(item.position()).toBytes());
            } catch (CryptoException e) {
                throw StampingProblem.signature_foreign.exception();
            }
        }
    }

    private void written(Stamping it, List<Preimage> signatures) {
        work.run(() -> {
            Stamping now =
                    stampings
                            .lockOf(it.sessionId())
                            .orElseThrow(StampingProblem.stamping_unknown::exception);
            if (!now.getId().equals(it.getId())) {
                throw StampingProblem.signature_foreign.exception();
            }
            items.of(it.getId()).stream()
                    .map(StampingItems.Item::document)
                    .sorted(Comparator.comparing(DocumentId::toString))
                    .forEach(one -> mustBeIts(documents.locked(one), it.sessionId()));
            now.signed(work.now());
            for (int i = 0; i < signatures.size(); i++) {
                items.signed(it.getId(), i, signatures.get(i));
            }
        });
    }

    private static void mustBeIts(Document it, UUID session) {
        if (it.state() != DocumentState.prepared || !it.sessionId().equals(Optional.of(session))) {
            throw DocumentProblem.document_state.exception();
        }
    }

    /// By one at a time: who waited too long for an answer comes again, and so does the sweeper.
    private void finish(UUID session) {
        if (!underWay.add(session)) {
            throw WorkProblem.busy.exception();
        }
        try {
            finishAlone(session);
        } finally {
            underWay.remove(session);
        }
    }

    private void finishAlone(UUID session) {
        Stamping it = stampings.of(session).orElseThrow();
        if (it.state() == Stamping.State.failed) {
            throw StampingProblem.stamp_not_good.exception();
        }
        if (it.state() == Stamping.State.signed) {
            try {
                finish.finish(it, items.of(it.getId()));
            } catch (ProblemException e) {
                if (isFinal(e)) {
                    ended(session, Stamping::failed);
                }
                throw e;
            }
            ended(session, Stamping::stamped);
        }
    }

    /// A list that is not there yet, or a service that is away, may be there the next time.
    private static boolean isFinal(ProblemException e) {
        return e.problem().facts().category().status() < 500
                && e.problem() != StampingProblem.stamp_not_good;
    }

    private void ended(UUID session, Consumer<Stamping> how) {
        work.run(() ->
                stampings
                        .lockOf(session)
                        .filter(now -> now.state() == Stamping.State.signed)
                        .ifPresent(how));
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 15_000)
    void finishLeft() {
        Instant now = work.now();
        for (UUID session : stampings.left(now.minus(GIVEN_UP), now.minus(LEFT))) {
            try {
                finish(session);
            } catch (RuntimeException e) {
                LOG.warn("the stamping of session {} waits: {}", session, e.toString());
            }
        }
    }
}
