package cn.biaozhengtong.caorder.evidence;

import cn.biaozhengtong.caorder.authority.TimeStamper;
import cn.biaozhengtong.caorder.ordering.ObjectStore;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// States what the audit log's head was, with a time stamp over it, and keeps each statement in the
/// object store: who rewrites the database, or restores an older one, cannot rewrite those (P16).
@Component
public class AuditCheckpoints {
    private static final String TAG = "bzt/audit/v1";

    private final AuditLog log;
    private final TimeStamper stamper;
    private final ObjectStore objects;
    private final JsonMapper json;
    private final String service;
    private long kept;

    AuditCheckpoints(
            AuditLog log,
            TimeStamper stamper,
            ObjectStore objects,
            JsonMapper json,
            @Value("${spring.application.name}") String service) {
        this.log = log;
        this.stamper = stamper;
        this.objects = objects;
        this.json = json;
        this.service = service;
    }

    /// @param text `bzt/audit/v1 LF service LF sequence LF hash LF`, what is stamped
    /// @param timeStamp Base64 of a TimeStampToken (RFC 3161) over SM3 of the text
    public record Checkpoint(long sequence, String hash, String text, String timeStamp) {}

    /// The head of now.
    public Checkpoint now() {
        AuditLog.Head head = log.head();
        String text = TAG + "\n" + service + "\n" + head.sequence() + "\n" + head.hash() + "\n";
        byte[] token = stamper.stamp(Sm3.digest(text.getBytes(StandardCharsets.US_ASCII)));
        return new Checkpoint(
                head.sequence(), head.hash(), text, Base64.getEncoder().encodeToString(token));
    }

    /// Every ten minutes in which something happened.
    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void keep() {
        Checkpoint it = now();
        if (it.sequence() != kept) {
            objects.put("audit-%019d".formatted(it.sequence()), json.writeValueAsBytes(it));
            kept = it.sequence();
        }
    }
}
