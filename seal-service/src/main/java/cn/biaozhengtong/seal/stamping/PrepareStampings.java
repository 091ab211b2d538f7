package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Sm3;
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
import cn.biaozhengtong.seal.local.AskTool;
import cn.biaozhengtong.seal.work.Answers.OfdPlace;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Puts seals into the documents of a session, each with room for its signature; all or none. Asked
/// for the same again, it answers the same; something else replaces it until it is signed.
@Component
public class PrepareStampings {
    /// What pictures, room for signatures and lists add to a document.
    static final long SEALED_MORE = 64 << 20;

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final Enter enter;
    private final ChooseSeal choose;
    private final Documents documents;
    private final DocumentFiles files;
    private final Workers workers;
    private final AskTool tool;

    PrepareStampings(
            Enter enter,
            ChooseSeal choose,
            Documents documents,
            DocumentFiles files,
            Workers workers,
            AskTool tool) {
        this.tool = tool;
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
        List<StampingItems.Item> made = new ArrayList<>();
        if (wanted.stream().anyMatch(it -> !it.isHosted())) {
            made.addAll(local(session, asked, wanted, seals));
        }
        if (wanted.stream().anyMatch(Document::isHosted)) {
            made.addAll(made(id, asked, wanted, seals));
        }
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

    /// Those that stay with their tool, which puts the seals in.
    private List<StampingItems.Item> local(
            UUID session,
            Asked asked,
            List<Document> wanted,
            Map<SealKind, ChooseSeal.Chosen> seals) {
        List<Integer> places =
                IntStream.range(0, wanted.size())
                        .filter(i -> !wanted.get(i).isHosted())
                        .boxed()
                        .toList();
        List<AskTool.Wanted> documents =
                places.stream()
                        .map(i -> {
                            Document it = wanted.get(i);
                            SealKind kind = asked.documents().get(i).kind();
                            return new AskTool.Wanted(
                                    it.documentId(),
                                    it.format(),
                                    Objects.requireNonNull(seals.get(kind)).esId());
                        })
                        .toList();
        String used = documents.stream().map(AskTool.Wanted::esId).collect(Collectors.joining(" "));
        List<AskTool.Answered> answers =
                tool.prepared(
                        new AskTool.Wish(
                                session,
                                asked.client(),
                                Sm3.hex(
                                        (asked.timelessHash() + " " + used)
                                                .getBytes(StandardCharsets.US_ASCII)),
                                asked.at(),
                                seals.values().iterator().next().seal().owner().name(),
                                documents));
        return IntStream.range(0, places.size())
                .mapToObj(i ->
                        new StampingItems.Item(
                                places.get(i),
                                documents.get(i).document(),
                                asked.documents().get(places.get(i)).kind(),
                                documents.get(i).esId(),
                                prepared(documents.get(i), answers.get(i), asked),
                                "",
                                Optional.empty(),
                                false))
                .toList();
    }

    private static PreparedFile prepared(
            AskTool.Wanted it, AskTool.Answered answered, Asked asked) {
        return new PreparedFile(
                answered.prepared().digest(),
                answered.prepared().property(),
                answered.field(),
                List.of(),
                List.of(),
                null,
                it.format() == DocumentFormat.ofd ? new OfdPlace("", asked.at()) : null);
    }

    private List<StampingItems.Item> made(
            UUID id, Asked asked, List<Document> wanted, Map<SealKind, ChooseSeal.Chosen> seals) {
        String file = "p-" + id.toString().replace("-", "");
        List<StampingItems.Item> out = new ArrayList<>();
        try (Worker worker = workers.open(Workers.Purpose.platform)) {
            seals.forEach((kind, it) -> worker.write(kind.name(), it.made().encoded()));
            for (int i = 0; i < wanted.size(); i++) {
                if (!wanted.get(i).isHosted()) {
                    continue;
                }
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
                                order,
                                AskTool.fieldName(),
                                seal.seal().owner().name(),
                                item.certify())
                        : new Job.PrepareOfd(order));
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
