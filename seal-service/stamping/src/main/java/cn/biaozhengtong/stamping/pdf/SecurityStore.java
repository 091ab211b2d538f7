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
    /// Readers, ours too, take no more of a kind.
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
        if (catalog.get("DSS") instanceof Ref ref) {
            increment.put(ref, store);
        } else {
            Ref ref = increment.add(store.with("Type", PdfValue.name("DSS")));
            increment.put(root, catalog.with("DSS", ref));
        }
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
        int before = all.size();
        for (byte[] item : items) {
            boolean known = there.stream().anyMatch(it -> Arrays.equals(it, item));
            if (!known && all.size() < MOST) {
                all.add(increment.addStream(Dictionary.EMPTY, item));
                there.add(item);
            }
        }
        return all.size() == before ? store : store.with(kind, new Array(all));
    }
}
