package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Counts the uses of seals: when a signature is there, whatever becomes of its document. Whoever
/// has the signature can put it into the file himself.
@Component
record CountUses(Documents documents, ChooseSeal choose, SealUses uses, UnitOfWork work) {
    /// In the caller's unit of work.
    ///
    /// @param signatures in the order of the documents
    void count(Stamping by, List<StampingItems.Item> items, List<Preimage> signatures) {
        Map<DocumentId, Document> all =
                documents.of(
                        by.clientId(), items.stream().map(StampingItems.Item::document).toList());
        Map<String, UUID> seals = new HashMap<>();
        List<SealUses.Fresh> fresh = new ArrayList<>();
        for (StampingItems.Item it : items) {
            SealUse used =
                    used(
                            by,
                            it,
                            seals.computeIfAbsent(it.esId(), choose::sealOf),
                            Objects.requireNonNull(all.get(it.document())),
                            signatures.get(it.position()));
            fresh.add(new SealUses.Fresh(used, it.kind().name()));
        }
        uses.add(by.sessionId(), fresh);
    }

    private SealUse used(
            Stamping by, StampingItems.Item item, UUID seal, Document of, Preimage signature) {
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
                Sm3.hex(signature.toBytes()),
                null,
                null);
    }
}
