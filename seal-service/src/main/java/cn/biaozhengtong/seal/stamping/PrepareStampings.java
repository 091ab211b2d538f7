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
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts seals into the documents of a session, each with room for its signature; all or none. Asked
/// for the same again, it answers the same; something else replaces it until it is signed.
@Component
public class PrepareStampings {
    /// What pictures, room for signatures and lists add to a document.
    static final long SEALED_MORE = 64 << 20;

    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ULID = 26;
    private static final Random RANDOM = new SecureRandom();

    private final Enter enter;
    private final ChooseSeal choose;
    private final Documents documents;
    private final DocumentFiles files;
    private final Workers workers;

    PrepareStampings(
            Enter enter,
            ChooseSeal choose,
            Documents documents,
            DocumentFiles files,
            Workers workers) {
        this.enter = enter;
        this.choose = choose;
        this.documents = documents;
        this.files = files;
        this.workers = workers;
    }

    public StampingAnswer prepare(UUID session, Asked asked) {
        Optional<Stamping> current = enter.stampings().of(session);
        if (current.isPresent()) {
            if (current.get().isFor(asked)) {
                return enter.answer(current.get());
            }
            if (current.get().state() != Stamping.State.prepared) {
                throw StampingProblem.session_signed.exception();
            }
        }
        Certificate signer = signer(asked);
        Map<SealKind, ChooseSeal.Chosen> seals = new EnumMap<>(SealKind.class);
        List<Document> wanted = new ArrayList<>();
        for (Asked.Item it : asked.documents()) {
            seals.computeIfAbsent(
                    it.kind(), kind -> choose.choose(asked.enterprise(), kind, signer));
            wanted.add(ready(asked.client(), it));
        }
        if (wanted.stream().map(Document::getId).distinct().count() != wanted.size()) {
            // A second seal comes upon the first, when that is signed.
            throw RequestProblem.malformed.with("a document stands twice");
        }
        UUID id = UUID.randomUUID();
        List<StampingItems.Item> made = made(id, asked, wanted, seals);
        return enter.answer(
                enter.entered(Stamping.prepared(id, session, asked, enter.now()), made));
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

    private Document ready(String client, Asked.Item wanted) {
        Document it = documents.of(client, wanted.document());
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

    private List<StampingItems.Item> made(
            UUID id, Asked asked, List<Document> wanted, Map<SealKind, ChooseSeal.Chosen> seals) {
        String file = "p-" + id.toString().replace("-", "");
        List<StampingItems.Item> out = new ArrayList<>();
        try (Worker worker = workers.open(Workers.Purpose.platform)) {
            seals.forEach((kind, it) -> worker.write(kind.name(), it.made().encoded()));
            for (int i = 0; i < wanted.size(); i++) {
                Asked.Item item = asked.documents().get(i);
                ChooseSeal.Chosen seal = Objects.requireNonNull(seals.get(item.kind()));
                PreparedFile prepared = prepared(worker, wanted.get(i), item, asked, seal);
                long most = wanted.get(i).bytes() + SEALED_MORE;
                Path target = worker.fetch(TARGET, most);
                mustContain(wanted.get(i), target);
                files.keep(wanted.get(i), file, target);
                worker.drop(SOURCE);
                out.add(
                        new StampingItems.Item(
                                i,
                                item.document(),
                                item.kind(),
                                seal.esId(),
                                prepared,
                                file,
                                Optional.empty(),
                                false));
            }
        }
        return out;
    }

    /// Of an OFD, whose files are packed anew, the worker is believed.
    private void mustContain(Document it, Path made) {
        if (it.format() == DocumentFormat.pdf && !files.begins(it, made)) {
            throw StampingProblem.stamp_not_good.exception();
        }
    }

    private PreparedFile prepared(
            Worker worker,
            Document document,
            Asked.Item item,
            Asked asked,
            ChooseSeal.Chosen seal) {
        // What lies there is what was uploaded: the store may have been tampered with.
        if (!files.fetch(document, DocumentFiles.ORIGINAL, worker.given(SOURCE))
                .equals(item.digest())) {
            throw DocumentProblem.document_changed.exception();
        }
        Job.Order order =
                new Job.Order(SOURCE, TARGET, item.kind().name(), asked.at(), item.placements());
        return worker.ask(
                document.format() == DocumentFormat.pdf
                        ? new Job.PreparePdf(
                                order, name(), seal.seal().owner().name(), item.certify())
                        : new Job.PrepareOfd(order));
    }

    private static String name() {
        StringBuilder out = new StringBuilder("bzt-");
        for (int i = 0; i < ULID; i++) {
            out.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
        }
        return out.toString();
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

        Stamping entered(Stamping fresh, List<StampingItems.Item> made) {
            return work.get(() -> {
                UUID session = fresh.sessionId();
                stampings.lockOf(session).ifPresent(before -> replace(before, session));
                made.stream()
                        .map(StampingItems.Item::document)
                        .sorted(Comparator.comparing(DocumentId::toString))
                        .forEach(it -> take(documents.locked(it), session));
                Stamping out = stampings.saveAndFlush(fresh);
                made.forEach(it -> items.add(fresh.getId(), it));
                return out;
            });
        }

        private void replace(Stamping before, UUID session) {
            before.replaced();
            stampings.saveAndFlush(before);
            items.of(before.getId()).stream()
                    .map(StampingItems.Item::document)
                    .sorted(Comparator.comparing(DocumentId::toString))
                    .forEach(it -> documents.locked(it).released(session));
        }

        private void take(Document it, UUID session) {
            boolean signed =
                    it.sessionId()
                            .filter(other -> !other.equals(session))
                            .flatMap(stampings::of)
                            .filter(other -> other.state() != Stamping.State.prepared)
                            .isPresent();
            if (signed) {
                throw DocumentProblem.document_state.exception();
            }
            it.prepared(session, work.now());
        }

        StampingAnswer answer(Stamping it) {
            return StampingAnswer.of(items.of(it.getId()), documents, choose);
        }
    }
}
