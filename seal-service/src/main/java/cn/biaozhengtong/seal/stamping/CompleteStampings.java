package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private final CountUses uses;
    private final UnitOfWork work;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    CompleteStampings(
            Stampings stampings,
            StampingItems items,
            Documents documents,
            ChooseSeal choose,
            FinishDocuments finish,
            AskTool tool,
            CountUses uses,
            UnitOfWork work) {
        this.tool = tool;
        this.uses = uses;
        this.stampings = stampings;
        this.items = items;
        this.documents = documents;
        this.choose = choose;
        this.finish = finish;
        this.work = work;
    }

    /// What of a document is about to be signed, as its session keeps it.
    ///
    /// @param seal SM3 of the SESeal
    public record About(String digest, String property, String seal) {}

    /// Asked once more before anything is signed: another session may have taken a document, a seal
    /// may have been stopped, and the session may have been prepared anew. From here on nobody else
    /// takes its documents.
    ///
    /// @param about what the session is going to sign, in order
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it may not be signed any more
    public void hold(UUID session, List<About> about) {
        work.run(() -> {
            Stamping it =
                    stampings
                            .lockOf(session)
                            .orElseThrow(StampingProblem.stamping_unknown::exception);
            List<StampingItems.Item> all = items.of(it.getId());
            Map<String, String> seals = new HashMap<>();
            if (!all.stream().map(item -> about(item, seals)).toList().equals(about)) {
                throw StampingProblem.seal_remade.exception();
            }
            if (it.state() == Stamping.State.prepared || it.state() == Stamping.State.held) {
                mustStand(it, all);
                it.held(work.now());
            }
        });
    }

    /// @param seals SM3 of those that were looked at
    private About about(StampingItems.Item it, Map<String, String> seals) {
        return new About(
                it.prepared().digest(),
                it.prepared().property(),
                seals.computeIfAbsent(
                        it.esId(), esId -> Sm3.hex(choose.made(esId).orElseThrow().encoded())));
    }

    private void mustStand(Stamping it, List<StampingItems.Item> all) {
        List<Document> its = documentsOf(all);
        its.forEach(one -> mustBeIts(one, it.sessionId()));
        Set<DocumentId> elsewhere =
                its.stream()
                        .filter(one -> !one.isHosted())
                        .map(Document::documentId)
                        .collect(Collectors.toSet());
        List<String> local =
                all.stream()
                        .filter(one -> elsewhere.contains(one.document()))
                        .map(one -> one.prepared().digest())
                        .toList();
        if (!local.isEmpty() && !tool.stands(it.sessionId(), local)) {
            throw StampingProblem.seal_remade.exception();
        }
        all.stream().map(StampingItems.Item::esId).distinct().forEach(choose::mustBeInForce);
    }

    private List<Document> documentsOf(List<StampingItems.Item> all) {
        return documents.locked(all.stream().map(StampingItems.Item::document).toList());
    }

    /// A signature that is there counts as a use of its seal, whatever becomes of the document.
    ///
    /// @param signatures DER, in the order of the stampings; repeated, the same change nothing
    /// @return how many documents are stamped; none, when they cannot be any more
    public int complete(UUID session, List<Preimage> signatures) {
        Stamping it =
                stampings.of(session).orElseThrow(StampingProblem.stamping_unknown::exception);
        List<StampingItems.Item> all = items.of(it.getId());
        if (it.state() == Stamping.State.prepared || it.state() == Stamping.State.held) {
            if (!fit(it, all, signatures)) {
                counted(session, signatures);
                return 0;
            }
            written(it, signatures);
        } else if (!all.stream()
                .map(StampingItems.Item::signature)
                .toList()
                .equals(signatures.stream().map(Optional::of).toList())) {
            counted(session, signatures);
            return 0;
        }
        return finish(session) ? all.size() : 0;
    }

    /// Of what the session wanted before it wanted something else, when that was signed all the
    /// same.
    private void counted(UUID session, List<Preimage> signatures) {
        Stamping it =
                stampings.replaced(session).stream()
                        .filter(one -> fit(one, items.of(one.getId()), signatures))
                        .findFirst()
                        .orElseThrow(StampingProblem.signature_foreign::exception);
        LOG.error("signatures of session {} are over what it did not keep", session);
        work.run(() -> {
            Stamping locked = stampings.lock(it.getId());
            if (locked.state() == Stamping.State.replaced) {
                locked.failed();
                uses.count(locked, items.of(it.getId()), signatures);
                items.signed(locked.getId(), signatures);
            }
        });
    }

    private boolean fit(Stamping it, List<StampingItems.Item> all, List<Preimage> signatures) {
        if (all.size() != signatures.size()) {
            return false;
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
                return false;
            }
        }
        return true;
    }

    private void written(Stamping it, List<Preimage> signatures) {
        work.run(() -> {
            Stamping now =
                    stampings
                            .lockOf(it.sessionId())
                            .orElseThrow(StampingProblem.stamping_unknown::exception);
            if (!now.getId().equals(it.getId())) {
                // The next attempt finds it replaced.
                throw StampingProblem.signature_foreign.exception();
            }
            List<StampingItems.Item> all = items.of(it.getId());
            if (now.isSigned()) {
                return;
            }
            documentsOf(all);
            now.signed(work.now());
            uses.count(now, all, signatures);
            items.signed(now.getId(), signatures);
        });
    }

    private static void mustBeIts(Document it, UUID session) {
        if (it.state() != DocumentState.prepared || !it.sessionId().equals(Optional.of(session))) {
            throw DocumentProblem.document_state.exception();
        }
    }

    /// By one at a time: who waited too long for an answer comes again, and so does the sweeper.
    private boolean finish(UUID session) {
        if (!underWay.add(session)) {
            throw WorkProblem.busy.exception();
        }
        try {
            return finishAlone(session);
        } finally {
            underWay.remove(session);
        }
    }

    private boolean finishAlone(UUID session) {
        Stamping it = stampings.of(session).orElseThrow();
        if (it.state() == Stamping.State.signed) {
            try {
                finish.finish(it, items.of(it.getId()));
            } catch (ProblemException e) {
                if (!isFinal(e)) {
                    throw e;
                }
                LOG.error("session {} is signed and will not be stamped", session, e);
                ended(session, Stamping::failed);
                return false;
            }
            ended(session, Stamping::stamped);
        }
        return it.state() != Stamping.State.failed;
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
