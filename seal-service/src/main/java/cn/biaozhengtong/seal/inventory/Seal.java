package cn.biaozhengtong.seal.inventory;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/// One seal of an enterprise, bound to the signing certificate it was prepared for.
@Entity
public class Seal implements Persistable<UUID> {
    @Id private UUID id;
    private UUID enterpriseId;
    private String enterpriseName;

    @Enumerated(EnumType.STRING)
    private SealKind kind;

    @Enumerated(EnumType.STRING)
    private SealState state;

    private String certificateSerial;
    private Instant createdAt;
    @Version private Integer version;
    private String onceKey;

    protected Seal() {}

    static Seal draft(
            UUID enterprise, String name, SealKind kind, String certificateSerial, Instant now) {
        Seal it = new Seal();
        it.id = UUID.randomUUID();
        it.enterpriseId = enterprise;
        it.enterpriseName = name;
        it.kind = kind;
        it.state = SealState.draft;
        it.certificateSerial = certificateSerial;
        it.createdAt = now;
        it.onceKey = enterprise + ":" + kind;
        return it;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public SealKind kind() {
        return kind;
    }

    public SealState state() {
        return state;
    }

    public String certificateSerial() {
        return certificateSerial;
    }
}
