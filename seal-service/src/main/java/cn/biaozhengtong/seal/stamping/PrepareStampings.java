package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.DocumentState;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.life.SealKind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts seals into the documents of a session, each with room for its signature; all or none. Asked
/// for the same again, it answers the same; something else replaces it until it is signed.
@Component
public class PrepareStampings {
    private final Enter enter;
    private final ChooseSeal choose;
    private final Documents documents;
    private final PrepareDocuments prepare;
    private final PrepareLocals locals;
    private final DocumentFiles files;

    PrepareStampings(
            Enter enter,
            ChooseSeal choose,
            Documents documents,
            PrepareDocuments prepare,
            PrepareLocals locals,
            DocumentFiles files) {
        this.locals = locals;
        this.files = files;
        this.enter = enter;
        this.choose = choose;
        this.documents = documents;
        this.prepare = prepare;
    }

    public StampingAnswer prepare(UUID session, Asked asked) {
        Optional<Stamping> current = enter.stampings().of(session);
        if (current.isPresent()) {
            if (current.get().isFor(asked)) {
                return enter.answer(current.get());
            }
            if (current.get().isSigned()) {
                throw StampingProblem.session_signed.exception();
            }
        }
        Certificate signer = signer(asked);
        Map<DocumentId, Document> all =
                documents.of(
                        asked.client(),
                        asked.documents().stream().map(Asked.Item::document).toList());
        Map<SealKind, ChooseSeal.Chosen> seals = new EnumMap<>(SealKind.class);
        List<PrepareDocuments.Wanted> wanted = new ArrayList<>();
        for (Asked.Item it : asked.documents()) {
            ChooseSeal.Chosen seal =
                    seals.computeIfAbsent(
                            it.kind(), kind -> choose.choose(asked.enterprise(), kind, signer));
            wanted.add(
                    new PrepareDocuments.Wanted(
                            wanted.size(),
                            ready(it, Objects.requireNonNull(all.get(it.document()))),
                            it,
                            seal));
        }
        if (wanted.stream().map(it -> it.document().getId()).distinct().count() != wanted.size()) {
            // A second seal comes upon the first, when that is signed.
            throw RequestProblem.malformed.with("a document stands twice");
        }
        UUID id = UUID.randomUUID();
        String file = "p-" + id.toString().replace("-", "");
        List<PrepareDocuments.Wanted> local =
                wanted.stream().filter(it -> !it.document().isHosted()).toList();
        List<PrepareDocuments.Wanted> hosted =
                wanted.stream().filter(it -> it.document().isHosted()).toList();
        List<StampingItems.Item> made = new ArrayList<>();
        if (!local.isEmpty()) {
            made.addAll(locals.prepare(session, asked, local));
        }
        if (!hosted.isEmpty()) {
            made.addAll(prepare.prepare(asked, hosted, file));
        }
        Enter.Entered entered =
                enter.entered(Stamping.prepared(id, session, asked, enter.now()), made);
        // What was prepared before is signed by nobody any more.
        entered.replaced().forEach(it -> files.delete(it.document(), it.file()));
        return enter.answer(entered.fresh());
    }

    private static Certificate signer(Asked asked) {
        Certificate out;
        try {
            out = Certificate.parse(Base64.getDecoder().decode(asked.certificate()));
        } catch (IllegalArgumentException e) {
            throw RequestProblem.malformed.with("certificate");
        }
        if (!out.serial().hex().equals(asked.serial())) {
            throw RequestProblem.malformed.with("certificateSerial");
        }
        return out;
    }

    private static Document ready(Asked.Item wanted, Document it) {
        if (it.state() == DocumentState.deleted) {
            throw DocumentProblem.document_deleted.exception();
        }
        if (!it.state().mayBecome(DocumentState.prepared)) {
            throw DocumentProblem.document_state.exception();
        }
        if (!it.digest().equals(wanted.digest())) {
            throw DocumentProblem.document_changed.exception();
        }
        return it;
    }

    /// Writes down what was prepared.
    @Component
    record Enter(
            Stampings stampings,
            StampingItems items,
            Documents documents,
            ChooseSeal choose,
            UnitOfWork work) {
        java.time.Instant now() {
            return work.now();
        }

        /// @param replaced what the session wanted before, where it lies here
        record Entered(Stamping fresh, List<StampingItems.Item> replaced) {}

        Entered entered(Stamping fresh, List<StampingItems.Item> made) {
            return work.get(() -> {
                UUID session = fresh.sessionId();
                List<StampingItems.Item> replaced =
                        stampings
                                .lockOf(session)
                                .map(before -> replace(before, session))
                                .orElse(List.of());
                Map<UUID, Boolean> others = new HashMap<>();
                locked(made).forEach(it -> take(it, session, others));
                Stamping out = stampings.saveAndFlush(fresh);
                items.add(fresh.getId(), made);
                return new Entered(out, replaced);
            });
        }

        private List<StampingItems.Item> replace(Stamping before, UUID session) {
            before.replaced();
            stampings.saveAndFlush(before);
            List<StampingItems.Item> all = items.of(before.getId());
            locked(all).forEach(it -> it.released(session));
            return all.stream().filter(it -> !it.file().isEmpty()).toList();
        }

        private List<Document> locked(List<StampingItems.Item> all) {
            return documents.locked(all.stream().map(StampingItems.Item::document).toList());
        }

        /// @param others whether another session keeps its documents
        private void take(Document it, UUID session, Map<UUID, Boolean> others) {
            boolean signed =
                    it.sessionId()
                            .filter(other -> !other.equals(session))
                            .filter(other -> others.computeIfAbsent(other, this::keeps))
                            .isPresent();
            if (signed) {
                throw DocumentProblem.document_state.exception();
            }
            it.prepared(session, work.now());
        }

        private boolean keeps(UUID session) {
            return stampings.of(session).filter(it -> it.keepsDocuments(work.now())).isPresent();
        }

        StampingAnswer answer(Stamping it) {
            return StampingAnswer.of(it.clientId(), items.of(it.getId()), documents, choose);
        }
    }
}
