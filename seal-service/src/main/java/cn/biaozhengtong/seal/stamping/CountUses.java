package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import java.util.List;
import org.springframework.stereotype.Component;

/// Counts the uses of seals: when a signature is there, whatever becomes of its document. Whoever
/// has the signature can put it into the file himself.
@Component
record CountUses(Documents documents, ChooseSeal choose, SealUses uses, UnitOfWork work) {
    /// In the caller's unit of work.
    ///
    /// @param signatures in the order of the documents
    void count(Stamping by, List<StampingItems.Item> items, List<Preimage> signatures) {
        for (StampingItems.Item it : items) {
            Document of = documents.of(by.clientId(), it.document());
            uses.add(used(by, it, of, signatures.get(it.position())), it.kind().name());
        }
    }

    private SealUse used(Stamping by, StampingItems.Item item, Document of, Preimage signature) {
        return new SealUse(
                0,
                choose.sealOf(item.esId()),
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
