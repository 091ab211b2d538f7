package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The document security store (DSS; ISO 32000-2 §12.8.4.3): what is kept there of earlier
/// signatures stays, and what is there already does not come twice.
final class SecurityStore {
    /// Readers, ours too, read no more of a kind.
    private static final int MOST = 64;

    private final PdfFile file;
    private final Increment increment;

    SecurityStore(PdfFile file, Increment increment) {
        this.file = file;
        this.increment = increment;
    }

    /// @return whether there was anything to add
    boolean add(ValidationData data) throws IOException, RefusedException {
        Ref root = root();
        Dictionary catalog = file.dictionary(root);
        Dictionary before = file.dictionary(catalog.get("DSS"));
        Dictionary store = before;
        store =
                with(
                        store,
                        "Certs",
                        data.certificates().stream().map(Certificate::encoded).toList());
        store = with(store, "OCSPs", data.answers().stream().map(OcspAnswer::encoded).toList());
        store = with(store, "CRLs", data.lists().stream().map(Crl::encoded).toList());
        if (store.equals(before)) {
            return false;
        }
        // Never in the place of the one before: a document may call any of its objects so.
        Ref ref = increment.add(store.with("Type", PdfValue.name("DSS")));
        increment.put(root, catalog.with("DSS", ref));
        return true;
    }

    private Ref root() throws RefusedException {
        if (file.trailer().get("Root") instanceof Ref it) {
            return it;
        }
        throw new RefusedException(Refusal.not_readable, "no catalog");
    }

    private Dictionary with(Dictionary store, String kind, List<byte[]> items)
            throws IOException, RefusedException {
        List<PdfValue> all = new ArrayList<>(file.array(store.get(kind)).items());
        List<byte[]> there = new ArrayList<>();
        for (PdfValue it : all.subList(0, Math.min(all.size(), MOST))) {
            byte @Nullable [] data = file.data(it);
            if (data != null) {
                there.add(data);
            }
        }
        List<PdfValue> ours = new ArrayList<>();
        for (byte[] item : items) {
            boolean known = there.stream().anyMatch(it -> Arrays.equals(it, item));
            if (!known) {
                ours.add(increment.addStream(Dictionary.EMPTY, item));
                there.add(item);
            }
        }
        if (ours.isEmpty()) {
            return store;
        }
        // First: what is beyond that is not read, whatever a document came with.
        ours.addAll(all);
        return store.with(kind, new Array(ours));
    }
}
