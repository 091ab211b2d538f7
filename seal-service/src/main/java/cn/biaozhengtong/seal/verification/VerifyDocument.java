package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Upload;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/// Says of a document what its seals are worth. It is read in a worker, once, and kept nowhere.
@Component
public class VerifyDocument {
    private static final int MAX_BYTES = 12 << 20;
    private static final String FILE = "document";
    private static final String TRUST = "trust.json";

    private final Workers workers;
    private final TrustedAuthorities trust;
    private final ReadingTime time = new ReadingTime(System::nanoTime);

    VerifyDocument(Workers workers, TrustedAuthorities trust) {
        this.workers = workers;
        this.trust = trust;
    }

    /// @param from the address that asks, or its network
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is no document that can be
    ///   judged, or too many that take long
    public VerifiedDocument verify(String from, InputStream upload) throws IOException {
        time.mustHave(from);
        try (Upload file = Upload.of(upload, MAX_BYTES)) {
            if (file.size() == 0) {
                throw VerificationProblem.document_empty.exception();
            }
            if (file.size() > MAX_BYTES) {
                throw VerificationProblem.document_too_large.exception();
            }
            // Not before it has come: who sends slowly keeps no place.
            try (Worker worker = workers.open(Workers.Purpose.anybody)) {
                worker.take(FILE, file);
                worker.write(TRUST, trust.given());
                long begin = System.nanoTime();
                try {
                    return worker.ask(new Job.Verify(FILE, TRUST));
                } finally {
                    time.spent(from, System.nanoTime() - begin);
                }
            }
        }
    }
}
