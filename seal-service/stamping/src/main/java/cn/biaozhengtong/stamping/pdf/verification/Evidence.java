package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Certificates, lists and answers: those of the document's DSS dictionary (ISO 32000-2 §12.8.4.3)
/// and those that were given. None is believed before its own signature is.
final class Evidence {
    private static final int MAX = 64;

    private final List<Certificate> certificates;
    private final List<Crl> lists;
    private final List<byte[]> answers;

    private Evidence(List<Certificate> certificates, List<Crl> lists, List<byte[]> answers) {
        this.certificates = certificates;
        this.lists = lists;
        this.answers = answers;
    }

    static Evidence of(View view, Trust trust) {
        Evidence kept = in(view);
        List<Certificate> certificates = new ArrayList<>(trust.between());
        certificates.addAll(kept.certificates);
        List<Crl> lists = new ArrayList<>(trust.lists());
        lists.addAll(kept.lists);
        List<byte[]> answers = new ArrayList<>();
        trust.answers().forEach(it -> answers.add(it.encoded()));
        answers.addAll(kept.answers);
        return new Evidence(certificates, lists, answers);
    }

    /// What is kept in the document, and nothing else.
    static Evidence in(View view) {
        List<Certificate> certificates = new ArrayList<>();
        List<Crl> lists = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        Dictionary store = view.dictionary(view.catalog().get("DSS"));
        each(view, store.get("Certs"), it -> certificates.add(Certificate.parse(it)));
        each(view, store.get("CRLs"), it -> lists.add(Crl.parse(it)));
        each(view, store.get("OCSPs"), answers::add);
        return new Evidence(certificates, lists, answers);
    }

    private interface Use {
        void of(byte[] der);
    }

    private static void each(View view, PdfObject array, Use use) {
        List<PdfObject> items = view.items(array);
        for (PdfObject it : items.subList(0, Math.min(MAX, items.size()))) {
            try {
                if (view.resolve(it) instanceof Stream stream) {
                    use.of(view.decoded(stream));
                }
            } catch (CryptoException | MalformedException e) {
                // Of another kind, or broken: it says nothing.
            }
        }
    }

    List<Certificate> certificates() {
        return certificates;
    }

    RevocationEvidence freshAt(Instant moment) {
        return RevocationEvidence.of(lists, answers, moment);
    }
}
