package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.stamping.Box;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a session shows and signs.
///
/// @param seals each once
/// @param stampings in the order in which they were asked for
public record StampingAnswer(List<UsedSeal> seals, List<Stamped> stampings) {
    public StampingAnswer {
        seals = List.copyOf(seals);
        stampings = List.copyOf(stampings);
    }

    /// @param seal DER of the SESeal in Base64
    public record UsedSeal(SealKind kind, String esId, String name, String seal) {}

    /// @param seal index in the list of seals
    /// @param digest what is signed over, 64 hexadecimal characters
    /// @param property path of Signature.xml in an OFD; empty in a PDF
    /// @param boxes where the seal is seen, all of them
    /// @param notices what is lost by sealing
    public record Stamped(
            DocumentId documentId,
            DocumentFormat format,
            int seal,
            String digest,
            String property,
            List<Box> boxes,
            List<String> notices) {}

    static StampingAnswer of(
            String client, List<StampingItems.Item> items, Documents documents, ChooseSeal choose) {
        Map<DocumentId, Document> all =
                documents.of(client, items.stream().map(StampingItems.Item::document).toList());
        Map<String, Integer> indexes = new LinkedHashMap<>();
        List<UsedSeal> seals = new ArrayList<>();
        List<Stamped> stampings = new ArrayList<>();
        for (StampingItems.Item it : items) {
            int index =
                    indexes.computeIfAbsent(
                            it.esId(),
                            esId -> {
                                seals.add(used(it.kind(), esId, choose));
                                return seals.size() - 1;
                            });
            stampings.add(
                    new Stamped(
                            it.document(),
                            Objects.requireNonNull(all.get(it.document())).format(),
                            index,
                            it.prepared().digest(),
                            it.prepared().property(),
                            it.prepared().boxes(),
                            it.prepared().notices()));
        }
        return new StampingAnswer(seals, stampings);
    }

    private static UsedSeal used(SealKind kind, String esId, ChooseSeal choose) {
        cn.biaozhengtong.crypto.seal.Seal made = choose.made(esId).orElseThrow();
        return new UsedSeal(
                kind, esId, made.info().name(), Base64.getEncoder().encodeToString(made.encoded()));
    }
}
