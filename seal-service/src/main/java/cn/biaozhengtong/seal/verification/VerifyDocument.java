package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import org.springframework.stereotype.Component;

/// Says of a document what its seals are worth. It is read in a worker, once, and kept nowhere.
@Component
public class VerifyDocument {
    private static final int MAX_BYTES = 12 << 20;
    private static final String FILE = "document";
    private static final String TRUST = "trust.json";

    private final Workers workers;
    private final TrustedAuthorities trust;

    VerifyDocument(Workers workers, TrustedAuthorities trust) {
        this.workers = workers;
        this.trust = trust;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is no document that can be
    ///   judged
    public VerifiedDocument verify(InputStream upload) throws IOException {
        try (Worker worker = workers.open(Workers.Purpose.anybody)) {
            keep(upload, worker);
            worker.write(TRUST, trust.given());
            return worker.ask(new Job.Verify(FILE, TRUST));
        }
    }

    private static void keep(InputStream upload, Worker worker) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long sum = 0;
        try (OutputStream out = Files.newOutputStream(worker.file(FILE))) {
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                sum += read;
                if (sum > MAX_BYTES) {
                    throw VerificationProblem.document_too_large.exception();
                }
                out.write(buffer, 0, read);
            }
        }
        if (sum == 0) {
            throw VerificationProblem.document_empty.exception();
        }
    }
}
