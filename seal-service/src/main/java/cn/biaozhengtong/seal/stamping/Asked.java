package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.work.Job;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a session wants to have stamped.
///
/// @param client the platform
/// @param certificate DER in Base64
/// @param at when, as the documents will say
public record Asked(
        String client,
        UUID enterprise,
        UUID account,
        String serial,
        String certificate,
        Instant at,
        List<Item> documents) {
    private static final JsonMapper JSON = new JsonMapper();

    public Asked {
        documents = List.copyOf(documents);
    }

    /// @param digest SM3 of the whole file, as the session states it
    /// @param certify level (DocMDP) 2 or 3 when the document is to be certified
    public record Item(
            DocumentId document,
            String digest,
            SealKind kind,
            @Nullable Integer certify,
            List<Job.Where> placements) {
        public Item {
            placements = List.copyOf(placements);
        }
    }

    /// Tells one wish from another, 64 hexadecimal characters.
    String hash() {
        return Sm3.hex(JSON.writeValueAsBytes(this));
    }

    /// The same whenever it is asked.
    String timelessHash() {
        return new Asked(client, enterprise, account, serial, certificate, Instant.EPOCH, documents)
                .hash();
    }
}
