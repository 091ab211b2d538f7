package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import cn.biaozhengtong.crypto.evidence.AuditFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an auditor does: takes the audit log of every service away, through the gateway, and checks
/// it with the root certificate alone.
final class AuditorRequirements {
    private static final List<String> SERVICES =
            List.of(
                    "identity-service",
                    "enterprise-service",
                    "ca-order-service",
                    "seal-service",
                    "scan-session-service");
    private static final int PAGE = 10_000;

    private final OperatorTool auditor;
    private final OperatorTool reviewer;
    private final Endpoints endpoints;

    AuditorRequirements(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.auditor = new OperatorTool(endpoints, "auditor-sun", Duration.ofSeconds(20));
        this.reviewer = new OperatorTool(endpoints, "reviewer-li", Duration.ofSeconds(20));
    }

    void r49audit() {
        Certificate root =
                Certificate.parse(
                        new Api(endpoints.gateway(), Duration.ofSeconds(20))
                                .bytes("/ca/root.cer", ""));
        for (String service : SERVICES) {
            expect("forbidden", () -> reviewer.file(path(service, "checkpoint")));
            AuditCheckpoint head =
                    AuditCheckpoint.verified(
                            auditor.file(path(service, "checkpoint")),
                            ChainVerifier.trusting(root));
            check(service + " stated it", () -> head.service().equals(service));
            Optional<Long> broken = broken(service, head);
            check(service + " has its whole log: " + broken, broken::isEmpty);
            String after =
                    path(service, "entries")
                            + "?after="
                            + head.sequence()
                            + "&upTo="
                            + (head.sequence() + PAGE);
            // Of a log that was empty, this is the first time.
            auditor.file(after);
            String later = auditor.file(after);
            check("that it was taken away stands in it", () -> later.contains("audit.exported"));
        }
    }

    private Optional<Long> broken(String service, AuditCheckpoint head) {
        try {
            Path file = Files.createTempFile("audit", ".tsv");
            try {
                StringBuilder all = new StringBuilder();
                for (long after = 0; after < head.sequence(); after += PAGE) {
                    all.append(
                            auditor.file(
                                    path(service, "entries")
                                            + "?after="
                                            + after
                                            + "&upTo="
                                            + head.sequence()));
                }
                Files.writeString(file, all);
                try (Stream<AuditChain.Entry> entries = AuditFile.read(file)) {
                    return AuditChain.firstBroken(entries::iterator, List.of(head));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String service, String what) {
        return "/operations/v1/audit/" + service + "/" + what;
    }
}
