package cn.biaozhengtong.kit.audit;

import cn.biaozhengtong.crypto.evidence.AuditFile;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.constraints.Min;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What an auditor takes away of each service and checks at home with crypto-core's `evidence
/// audit`.
@RestController
@RequestMapping("/operations/v1/audit/${spring.application.name}")
class AuditController {
    private static final int PAGE = 10_000;
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final AuditLog log;
    private final AuditCheckpoints checkpoints;

    AuditController(AuditLog log, AuditCheckpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /// The head of now, signed: crypto-core's AuditCheckpoint describes the text.
    @GetMapping(path = "/checkpoint", produces = TEXT)
    ResponseEntity<String> checkpoint(Caller caller) {
        caller.mustHave("auditor");
        return file("checkpoint.txt", checkpoints.now());
    }

    /// Lines as crypto-core's AuditFile describes them: at most 10,000 after the entry given, up to
    /// that of a checkpoint.
    @GetMapping(path = "/entries", produces = TEXT)
    ResponseEntity<String> entries(
            Caller caller,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam @Min(0) long upTo) {
        caller.mustHave("auditor");
        String lines =
                log.entries(after, Math.min(upTo, after + PAGE)).stream()
                        .map(it -> AuditFile.line(it) + "\n")
                        .collect(Collectors.joining());
        log.exported(caller.id(), after, upTo);
        return file("audit.tsv", lines);
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + name)
                .header("X-Content-Type-Options", "nosniff")
                .body(text);
    }
}
