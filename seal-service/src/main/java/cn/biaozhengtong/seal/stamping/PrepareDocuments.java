package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.local.AskTool;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import cn.biaozhengtong.seal.work.Belt;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts the seals of one session into its documents, in one worker, and keeps what comes of it.
@Component
class PrepareDocuments {
    /// What pictures, room for signatures and lists add to a document.
    static final long SEALED_MORE = 64 << 20;

    private static final String SOURCE = "source-";
    private static final String TARGET = "target-";

    private final DocumentFiles files;
    private final Workers workers;

    PrepareDocuments(DocumentFiles files, Workers workers) {
        this.files = files;
        this.workers = workers;
    }

    /// What is wanted of one document.
    ///
    /// @param position in the session
    record Wanted(int position, Document document, Asked.Item item, ChooseSeal.Chosen seal) {}

    /// @param file the name of what was prepared, of each document's files
    List<StampingItems.Item> prepare(Asked asked, List<Wanted> all, String file) {
        try (Worker worker = workers.open(Workers.Purpose.platform)) {
            Map<SealKind, ChooseSeal.Chosen> seals = new EnumMap<>(SealKind.class);
            all.forEach(it -> seals.put(it.item().kind(), it.seal()));
            seals.forEach((kind, it) -> worker.write(kind.name(), it.made().encoded()));
            Preparing preparing = new Preparing(worker, asked, all, file);
            Belt.run(all.size(), preparing);
            return preparing.items;
        }
    }

    private record Made(Path target, PreparedFile prepared) {}

    /// The documents on their way through a worker.
    private final class Preparing implements Belt.Steps<String, Made> {
        private final Worker worker;
        private final Asked asked;
        private final List<Wanted> all;
        private final String file;
        private final List<StampingItems.Item> items = new ArrayList<>();

        Preparing(Worker worker, Asked asked, List<Wanted> all, String file) {
            this.worker = worker;
            this.asked = asked;
            this.all = all;
            this.file = file;
        }

        private Document document(int number) {
            return all.get(number).document();
        }

        @Override
        public long bytes(int number) {
            return document(number).bytes();
        }

        @Override
        public String bring(int number) {
            String source = SOURCE + number;
            // What lies there is what was uploaded: the store may have been tampered with.
            files.fetchOriginal(document(number), worker.given(source));
            return source;
        }

        @Override
        public Made work(int number, String source) {
            Wanted it = all.get(number);
            String target = TARGET + number;
            PreparedFile prepared = worker.ask(job(it, source, target));
            items.add(
                    new StampingItems.Item(
                            it.position(),
                            it.item().document(),
                            it.item().kind(),
                            it.seal().esId(),
                            prepared,
                            file,
                            Optional.empty(),
                            false));
            return new Made(worker.fetch(target, bytes(number) + SEALED_MORE), prepared);
        }

        private Job<PreparedFile> job(Wanted it, String source, String target) {
            Job.Order order =
                    new Job.Order(
                            source,
                            target,
                            it.item().kind().name(),
                            asked.at(),
                            it.item().placements());
            return it.document().format() == DocumentFormat.pdf
                    ? new Job.PreparePdf(
                            order,
                            AskTool.fieldName(),
                            it.seal().seal().owner().name(),
                            it.item().certify())
                    : new Job.PrepareOfd(order);
        }

        @Override
        public void putAway(int number, Made made) {
            if (!isOf(document(number), made.target(), made.prepared(), files)) {
                throw StampingProblem.stamp_not_good.exception();
            }
            files.keep(document(number), file, made.target());
            worker.drop(SOURCE + number);
            Worker.delete(made.target());
        }
    }

    /// A worker is not believed: what is going to be signed is the digest of the very file that it
    /// made, which begins with the document as it was uploaded. Of an OFD, whose files are packed
    /// anew, it is.
    static boolean isOf(Document it, Path made, PreparedFile prepared, DocumentFiles files) {
        PreparedPdf pdf = prepared.pdf();
        if (it.format() == DocumentFormat.ofd) {
            return pdf == null;
        }
        try {
            return pdf != null
                    && pdf.suite() == Suite.sm2
                    && pdf.digestHex().equals(prepared.digest())
                    && pdf.before() == it.bytes()
                    && files.begins(it, made)
                    && PdfStamping.isPrepared(made, pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
