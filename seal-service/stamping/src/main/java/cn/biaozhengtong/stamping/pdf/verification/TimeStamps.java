package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.timestamp.StrangerTimeStamp;
import cn.biaozhengtong.stamping.Trust;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Judges time stamps: those beside a signature, and those over a document, which are nobody's
/// signature.
final class TimeStamps {
    private final Document document;
    private final Trust trust;
    private final List<Stamped> stamped = new ArrayList<>();

    /// A document time stamp that proves its time.
    private record Stamped(int revision, Instant at) {}

    private TimeStamps(Document document, Trust trust) {
        this.document = document;
        this.trust = trust;
    }

    /// @param findings of the document
    static TimeStamps of(Document document, Trust trust, Findings findings) throws IOException {
        TimeStamps out = new TimeStamps(document, trust);
        for (Signed each : document.signed()) {
            if (each.isTimeStamp()) {
                out.add(each, findings);
            }
        }
        return out;
    }

    private void add(Signed signed, Findings findings) throws IOException {
        String name = Cryptography.shown(signed.name());
        Findings own = new Findings();
        OptionalInt revision = new Framing(document, signed, own).judge();
        if (revision.isEmpty() || own.hasBad()) {
            findings.add(Sentence.document_time_stamp_bad, name);
            return;
        }
        try {
            byte[] token = Cryptography.unpadded(signed.bytes("Contents").orElseThrow(), own);
            StrangerTimeStamp stamp = StrangerTimeStamp.parse(token);
            Content content = Cryptography.content(document.source(), signed.byteRange());
            if (own.hasBad() || !stamp.isIntact(content)) {
                findings.add(Sentence.document_time_stamp_bad, name);
            } else if (isKnown(stamp)) {
                findings.add(Sentence.document_time_stamp, name, stamp.at());
                stamped.add(new Stamped(revision.getAsInt(), stamp.at()));
            } else {
                findings.add(Sentence.document_time_stamp_unknown, name, stamp.at());
            }
        } catch (CryptoException e) {
            findings.add(Sentence.document_time_stamp_bad, name);
        }
    }

    private boolean isKnown(StrangerTimeStamp stamp) {
        try {
            stamp.authority(trust.timeStamps());
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// When these were made: evidence was kept beside a signature by then.
    List<Instant> moments() {
        return stamped.stream().map(Stamped::at).toList();
    }

    /// When a signature was made, by the earliest stamp that proves it, or by the signer's claim.
    ///
    /// @param revision that it signs
    Moment judge(Signed signed, DetachedSignature cms, int revision, Findings findings)
            throws IOException {
        List<Instant> proofs = new ArrayList<>();
        stamped.stream().filter(it -> it.revision >= revision).forEach(it -> proofs.add(it.at));
        if (cms.timeStamp().isPresent()) {
            beside(cms, proofs, findings);
        } else if (proofs.isEmpty()) {
            findings.add(Sentence.time_not_proven);
        }
        if (proofs.isEmpty()) {
            return new Moment(claimed(signed, cms), false);
        }
        findings.add(Sentence.time_proven);
        return new Moment(proofs.stream().min(Instant::compareTo).orElseThrow(), true);
    }

    private void beside(DetachedSignature cms, List<Instant> proofs, Findings findings)
            throws IOException {
        try {
            StrangerTimeStamp stamp = StrangerTimeStamp.parse(cms.timeStamp().orElseThrow());
            if (!stamp.isIntact(out -> out.write(cms.value()))) {
                findings.add(Sentence.time_stamp_bad);
            } else if (isKnown(stamp)) {
                proofs.add(stamp.at());
            } else if (proofs.isEmpty()) {
                findings.add(Sentence.time_stamp_unknown);
            }
        } catch (CryptoException e) {
            findings.add(Sentence.time_stamp_bad);
        }
    }

    private Instant claimed(Signed signed, DetachedSignature cms) {
        return cms.claimedTime()
                .or(() ->
                        signed.bytes("M")
                                .map(it ->
                                        new String(
                                                it, java.nio.charset.StandardCharsets.ISO_8859_1))
                                .flatMap(PdfDate::parse))
                .orElse(trust.now());
    }
}
