package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.local.Preparations;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import cn.biaozhengtong.seal.verification.Authority;
import cn.biaozhengtong.seal.verification.TrustedAuthorities;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import cn.biaozhengtong.stamping.report.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts a session's signatures into its documents, each with a time stamp. What is stored was
/// verified as anybody would verify it.
@Component
class FinishDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(FinishDocuments.class);
    private static final String PREPARED = "prepared";
    private static final String VALUE = "value";
    private static final String DONE = "done";
    private static final String TRUST = "trust.json";

    private final Keeping keeping;
    private final ChooseSeal choose;
    private final Authority authority;
    private final TrustedAuthorities trust;
    private final Workers workers;

    FinishDocuments(
            Keeping keeping,
            ChooseSeal choose,
            Authority authority,
            TrustedAuthorities trust,
            Workers workers) {
        this.keeping = keeping;
        this.choose = choose;
        this.authority = authority;
        this.trust = trust;
        this.workers = workers;
    }

    void finish(Stamping by, List<StampingItems.Item> items) {
        List<StampingItems.Item> left = items.stream().filter(it -> !it.stamped()).toList();
        List<StampingItems.Item> hosted = new ArrayList<>();
        for (StampingItems.Item it : left) {
            if (its(by, it).isHosted()) {
                hosted.add(it);
            } else {
                // Its tool puts it in; nobody else has the document.
                keeping.signed(by, it, completed(by, it), choose);
            }
        }
        if (!hosted.isEmpty()) {
            finishHosted(by, hosted);
        }
    }

    private Document its(Stamping by, StampingItems.Item it) {
        Document document = keeping.documents().of(by.clientId(), it.document());
        if (!document.sessionId().equals(Optional.of(by.sessionId()))) {
            throw DocumentProblem.document_state.exception();
        }
        return document;
    }

    private void finishHosted(Stamping by, List<StampingItems.Item> left) {
        // Who made a document does not say whether it is good.
        try (Worker worker = workers.open(Workers.Purpose.platform);
                Worker judge = workers.open(Workers.Purpose.judgement)) {
            judge.write(TRUST, trust.given());
            for (StampingItems.Item it : left) {
                Document document = its(by, it);
                String made = embedded(worker, by, it, document);
                long most = document.bytes() + 2 * PrepareStampings.SEALED_MORE;
                Path file = worker.fetch(made, most);
                boolean contains =
                        document.format() == DocumentFormat.ofd
                                || keeping.files().begins(document, file);
                judge.take(DONE, file);
                mustBeGood(judge, it, contains);
                String name = "s-" + UUID.randomUUID().toString().replace("-", "");
                keeping.files().keep(document, name, judge.given(DONE));
                keeping.stamped(by, it, name, choose);
                List.of(PREPARED, VALUE).forEach(worker::drop);
                judge.drop(DONE);
            }
        }
    }

    /// @return name of the file
    private String embedded(Worker worker, Stamping by, StampingItems.Item it, Document document) {
        keeping.files().fetch(document, it.file(), worker.given(PREPARED));
        worker.write(VALUE, completed(by, it));
        if (it.prepared().ofd() == null) {
            worker.ask(new Job.EmbedPdf(PREPARED, it.prepared(), VALUE));
            return PREPARED;
        }
        worker.ask(new Job.EmbedOfd(PREPARED, DONE, it.prepared(), VALUE));
        return DONE;
    }

    private byte[] completed(Stamping by, StampingItems.Item it) {
        byte[] signature = it.signature().map(Preimage::toBytes).orElseThrow();
        TimeStamp.Token stamp = authority.stamp(Sm3.digest(signature), trust.ours().root());
        return new ToSign(
                        it.prepared(),
                        choose.made(it.esId()).orElseThrow(),
                        chain(by.certificate()))
                .completed(signature, stamp);
    }

    private List<Certificate> chain(Certificate signer) {
        Certificate issuing = trust.ours().issuing();
        return signer.issuerHash().equals(issuing.subjectHash())
                ? List.of(signer, issuing)
                : List.of(signer);
    }

    private static void mustBeGood(Worker judge, StampingItems.Item it, boolean contains) {
        VerifiedDocument report = judge.ask(new Job.Verify(DONE, TRUST));
        String name = it.prepared().name();
        VerifiedDocument.Signature last =
                report.signatures().isEmpty() ? null : report.signatures().getLast();
        boolean good =
                contains
                        && report.verdict() != Verdict.invalid
                        && last != null
                        && last.verdict() == Verdict.valid
                        && (name.isEmpty() || name.equals(last.name()));
        if (!good) {
            // Its words are those of a worker.
            LOG.error(
                    "a stamped document does not verify: {}, {} signatures",
                    report.verdict(),
                    report.signatures().size());
            throw StampingProblem.stamp_not_good.exception();
        }
    }

    /// Where documents and uses are kept.
    @Component
    record Keeping(
            Documents documents,
            DocumentFiles files,
            StampingItems items,
            Preparations local,
            SealUses uses,
            UnitOfWork work) {
        /// Whoever comes second leaves it as it is.
        void stamped(Stamping by, StampingItems.Item it, String file, ChooseSeal choose) {
            entered(by, it, file, choose, () -> {});
        }

        /// One that is not here.
        void signed(Stamping by, StampingItems.Item it, byte[] value, ChooseSeal choose) {
            entered(by, it, "", choose, () -> local.signed(it.document(), value));
        }

        private void entered(
                Stamping by,
                StampingItems.Item it,
                String file,
                ChooseSeal choose,
                Runnable besides) {
            UUID seal = choose.sealOf(it.esId());
            work.run(() -> {
                Document document = documents.locked(it.document());
                if (items.stamped(by.getId(), it.position())) {
                    besides.run();
                    document.stamped(by.sessionId(), file, work.now());
                    uses.add(used(by, seal, it, document), it.kind().name());
                }
            });
        }

        private SealUse used(Stamping by, UUID seal, StampingItems.Item item, Document of) {
            byte[] signature = item.signature().map(Preimage::toBytes).orElseThrow();
            return new SealUse(
                    0,
                    seal,
                    item.esId(),
                    of.documentId().value(),
                    of.digest(),
                    of.title(),
                    of.pages(),
                    by.clientId(),
                    by.sessionId(),
                    by.enterpriseId(),
                    by.accountId(),
                    by.certificateSerial(),
                    work.now(),
                    Sm3.hex(signature),
                    null,
                    null);
        }
    }
}
