package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.seal.document.Baseline;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.verification.Authority;
import cn.biaozhengtong.seal.verification.GatherEvidence;
import cn.biaozhengtong.seal.verification.TrustedAuthorities;
import cn.biaozhengtong.seal.work.Belt;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.GivenEvidence;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import cn.biaozhengtong.stamping.pdf.ValidationData;
import cn.biaozhengtong.stamping.report.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a session's signatures into its documents, each with a time stamp. What is stored was
/// verified as anybody would verify it.
@Component
class FinishDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(FinishDocuments.class);
    private static final String PREPARED = "prepared-";
    private static final String VALUE = "value-";
    private static final String EVIDENCE = "evidence-";
    private static final String DONE = "done-";
    private static final String TRUST = "trust.json";
    private static final String INSIDE = "validation-data-inside";

    private final KeepStamped keeping;
    private final ChooseSeal choose;
    private final Authority authority;
    private final TrustedAuthorities trust;
    private final GatherEvidence evidence;
    private final Workers workers;

    FinishDocuments(
            KeepStamped keeping,
            ChooseSeal choose,
            Authority authority,
            TrustedAuthorities trust,
            GatherEvidence evidence,
            Workers workers) {
        this.keeping = keeping;
        this.choose = choose;
        this.authority = authority;
        this.trust = trust;
        this.evidence = evidence;
        this.workers = workers;
    }

    void finish(Stamping by, List<StampingItems.Item> items) {
        List<StampingItems.Item> left = items.stream().filter(it -> !it.stamped()).toList();
        Map<DocumentId, Document> documents = its(by, left);
        List<StampingItems.Item> hosted = new ArrayList<>();
        List<StampingItems.Item> local = new ArrayList<>();
        left.forEach(it -> (of(documents, it).isHosted() ? hosted : local).add(it));
        Stamps stamps = stamps(local);
        try (Together together = new Together(by)) {
            for (int i = 0; i < local.size(); i++) {
                StampingItems.Item it = local.get(i);
                // Its tool puts it in; nobody else has the document.
                byte[] value =
                        new ToSign(it.prepared(), made(it.esId()), chain(by.certificate()))
                                .completed(signature(it), stamps.of(i).token());
                together.done(it, "", Optional.of(Preimage.of(value)));
            }
        }
        if (!hosted.isEmpty()) {
            finishHosted(by, hosted, hosted.stream().map(it -> of(documents, it)).toList());
        }
    }

    private Map<DocumentId, Document> its(Stamping by, List<StampingItems.Item> items) {
        Map<DocumentId, Document> out =
                keeping.documents()
                        .of(
                                by.clientId(),
                                items.stream().map(StampingItems.Item::document).toList());
        if (!out.values().stream()
                .allMatch(it -> it.sessionId().equals(Optional.of(by.sessionId())))) {
            throw DocumentProblem.document_state.exception();
        }
        return out;
    }

    private static Document of(Map<DocumentId, Document> all, StampingItems.Item it) {
        return Objects.requireNonNull(all.get(it.document()));
    }

    /// What is done is written down a few at a time: each alone would wait for the disk. Who dies
    /// before does those again.
    private final class Together implements AutoCloseable {
        private static final int MOST = 16;

        private final Stamping by;
        private List<KeepStamped.Done> waiting = new ArrayList<>();

        Together(Stamping by) {
            this.by = by;
        }

        void done(StampingItems.Item it, String file, Optional<Preimage> value) {
            List<KeepStamped.Done> full = List.of();
            synchronized (this) {
                waiting.add(new KeepStamped.Done(it, file, value));
                if (waiting.size() == MOST) {
                    full = waiting;
                    waiting = new ArrayList<>();
                }
            }
            keeping.stamped(by, full);
        }

        @Override
        public void close() {
            keeping.stamped(by, waiting);
        }
    }

    private static byte[] signature(StampingItems.Item of) {
        return of.signature().map(Preimage::toBytes).orElseThrow();
    }

    private Stamps stamps(List<StampingItems.Item> items) {
        return new Stamps(
                items.stream().map(FinishDocuments::signature).toList(),
                digests -> authority.stamps(digests, trust.ours().root()));
    }

    private void finishHosted(
            Stamping by, List<StampingItems.Item> left, List<Document> documents) {
        Map<String, Seal> seals =
                left.stream()
                        .map(StampingItems.Item::esId)
                        .distinct()
                        .collect(Collectors.toMap(esId -> esId, this::made));
        // Who made a document does not say whether it is good.
        try (Worker worker = workers.open(Workers.Purpose.platform);
                Worker judge = workers.open(Workers.Purpose.judgement);
                Together together = new Together(by)) {
            judge.write(TRUST, trust.given());
            Belt.run(
                    left.size(),
                    new Finishing(
                            left,
                            documents,
                            seals,
                            worker,
                            judge,
                            chain(by.certificate()),
                            together));
        }
    }

    private Seal made(String esId) {
        return choose.made(esId).orElseThrow();
    }

    /// @param evidence whether there is any to put in
    private record Brought(Document document, boolean evidence) {}

    private record Made(Document document, Path file, boolean evidence) {}

    /// The documents on their way through who embeds and who judges.
    private final class Finishing implements Belt.Steps<Brought, Made> {
        private final List<StampingItems.Item> left;
        private final List<Document> documents;
        private final Map<String, Seal> seals;
        private final Worker worker;
        private final Worker judge;
        private final List<Certificate> chain;
        private final Together together;
        private final Stamps stamps;

        Finishing(
                List<StampingItems.Item> left,
                List<Document> documents,
                Map<String, Seal> seals,
                Worker worker,
                Worker judge,
                List<Certificate> chain,
                Together together) {
            this.left = left;
            this.documents = documents;
            this.seals = seals;
            this.worker = worker;
            this.judge = judge;
            this.chain = chain;
            this.together = together;
            this.stamps = stamps(left);
        }

        @Override
        public long bytes(int number) {
            return documents.get(number).bytes();
        }

        private Seal seal(StampingItems.Item of) {
            return Objects.requireNonNull(seals.get(of.esId()));
        }

        /// The prepared file, and what is put into it.
        @Override
        public Brought bring(int number) {
            Document document = documents.get(number);
            StampingItems.Item it = left.get(number);
            keeping.files().fetch(document, it.file(), worker.given(PREPARED + number));
            Seal made = seal(it);
            TimeStamp stamp = stamps.of(number);
            worker.write(
                    VALUE + number,
                    new ToSign(it.prepared(), made, chain).completed(signature(it), stamp.token()));
            Optional<ValidationData> besides =
                    document.baseline() == Baseline.b_lt
                            ? evidence.about(
                                    chain.getFirst(), stamp.authority().leaf(), made.maker())
                            : Optional.empty();
            besides.ifPresent(data -> worker.write(EVIDENCE + number, GivenEvidence.of(data)));
            return new Brought(document, besides.isPresent());
        }

        @Override
        public Made work(int number, Brought brought) {
            Document document = brought.document();
            StampingItems.Item it = left.get(number);
            String made = PREPARED + number;
            if (it.prepared().ofd() == null) {
                String besides = brought.evidence() ? EVIDENCE + number : null;
                worker.ask(new Job.EmbedPdf(made, it.prepared(), VALUE + number, besides));
            } else {
                made = DONE + number;
                worker.ask(
                        new Job.EmbedOfd(PREPARED + number, made, it.prepared(), VALUE + number));
            }
            long most = document.bytes() + 2 * PrepareDocuments.SEALED_MORE;
            return new Made(document, worker.fetch(made, most), brought.evidence());
        }

        @Override
        public void putAway(int number, Made made) {
            Document document = made.document();
            StampingItems.Item it = left.get(number);
            boolean contains =
                    document.format() == DocumentFormat.ofd
                            || keeping.files().begins(document, made.file());
            String done = DONE + number;
            judge.take(done, made.file());
            VerifiedDocument report = judge.ask(new Job.Verify(done, TRUST));
            mustBeGood(report, it, contains, made.evidence());
            String name = "s-" + UUID.randomUUID().toString().replace("-", "");
            keeping.files().keep(document, name, judge.given(done));
            together.done(it, name, Optional.empty());
            List.of(PREPARED + number, VALUE + number, EVIDENCE + number).forEach(worker::drop);
            judge.drop(done);
        }
    }

    private List<Certificate> chain(Certificate signer) {
        Certificate issuing = trust.ours().issuing();
        return signer.issuerHash().equals(issuing.subjectHash())
                ? List.of(signer, issuing)
                : List.of(signer);
    }

    private static void mustBeGood(
            VerifiedDocument report, StampingItems.Item it, boolean contains, boolean evidence) {
        String name = it.prepared().name();
        VerifiedDocument.Signature last =
                report.signatures().isEmpty() ? null : report.signatures().getLast();
        boolean good =
                contains
                        && report.verdict() != Verdict.invalid
                        && last != null
                        && last.verdict() == Verdict.valid
                        && (name.isEmpty() || name.equals(last.name()))
                        && (!evidence || isEvident(last));
        if (!good) {
            // Its words are those of a worker.
            LOG.error(
                    "a stamped document does not verify: {}, {} signatures",
                    report.verdict(),
                    report.signatures().size());
            throw StampingProblem.stamp_not_good.exception();
        }
    }

    /// Whether it needs nobody's answer any more.
    private static boolean isEvident(VerifiedDocument.Signature it) {
        return it.findings().stream().anyMatch(each -> each.code().equals(INSIDE));
    }
}
