package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Upload;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Says of a document what its seals are worth. It is read in a worker, once, and kept nowhere.
@Component
public class VerifyDocument {
    private static final int MAX_BYTES = 12 << 20;
    private static final int MOST_SIGNATURES = 1000;
    private static final String FILE = "document";
    private static final String TRUST = "trust.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Workers workers;
    private final TrustedAuthorities trust;
    private final SealUses uses;
    private final ReadingTime time = new ReadingTime(System::nanoTime);

    VerifyDocument(Workers workers, TrustedAuthorities trust, SealUses uses) {
        this.uses = uses;
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
                worker.take(FILE, file.path());
                worker.write(TRUST, trust.given());
                long begin = System.nanoTime();
                try {
                    return told(worker.ask(new Job.Verify(FILE, TRUST)));
                } finally {
                    time.spent(from, System.nanoTime() - begin);
                }
            }
        }
    }

    private VerifiedDocument told(VerifiedDocument report) {
        List<String> values =
                report.signatures().stream()
                        .map(VerifiedDocument.Signature::valueDigest)
                        .filter(Objects::nonNull)
                        // A worker says so.
                        .filter(it -> it.matches("[0-9a-f]{64}"))
                        .limit(MOST_SIGNATURES)
                        .toList();
        Map<String, Finding> withdrawn = new HashMap<>();
        uses.withdrawn(values).forEach((value, use) -> withdrawn.put(value, sentence(use)));
        return report.withdrawn(withdrawn);
    }

    private static Finding sentence(SealUse use) {
        SealUse.Withdrawal it = Objects.requireNonNull(use.withdrawn());
        String at = TIME.format(it.at());
        boolean platform = it.by() == SealUse.Party.platform;
        return new Finding(
                Step.withdrawal,
                Outcome.unknown,
                "seal-withdrawn",
                "%s于 %s（北京时间）撤回了该次用印：%s".formatted(platform ? "招投标平台" : "用印单位", at, it.reason()),
                "%s took this seal back at %s (Beijing): %s"
                        .formatted(
                                platform ? "The tender platform" : "The enterprise",
                                at,
                                it.reason()));
    }
}
