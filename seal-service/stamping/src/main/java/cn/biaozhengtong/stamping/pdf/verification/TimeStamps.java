package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.timestamp.StrangerTimeStamp;
import cn.biaozhengtong.stamping.Trust;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges time stamps: those beside a signature, and those over a document, which are nobody's
/// signature.
final class TimeStamps {
    private final Document document;
    private final Trust trust;
    private final Evidence evidence;
    private final List<Stamped> stamped = new ArrayList<>();

    /// A document time stamp that proves its time.
    private record Stamped(int revision, Proof proof) {}

    private record Proof(Instant at, VerifiedChain stamper) {}

    private TimeStamps(Document document, Trust trust, Evidence evidence) {
        this.document = document;
        this.trust = trust;
        this.evidence = evidence;
    }

    /// @param findings of the document
    static TimeStamps of(Document document, Trust trust, Evidence evidence, Findings findings)
            throws IOException {
        TimeStamps out = new TimeStamps(document, trust, evidence);
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
            Optional<Proof> proof = proof(stamp);
            if (own.hasBad() || !stamp.isIntact(content)) {
                findings.add(Sentence.document_time_stamp_bad, name);
            } else if (proof.isPresent()) {
                findings.add(Sentence.document_time_stamp, name, stamp.at());
                stamped.add(new Stamped(revision.getAsInt(), proof.get()));
            } else {
                findings.add(Sentence.document_time_stamp_unknown, name, stamp.at());
            }
        } catch (CryptoException e) {
            findings.add(Sentence.document_time_stamp_bad, name);
        }
    }

    /// Of an authority that is known, and of which nothing says that it had been revoked.
    private Optional<Proof> proof(StrangerTimeStamp stamp) {
        try {
            VerifiedChain stamper = stamp.authority(trust.timeStamps());
            return isRevoked(stamper, stamp.at())
                    ? Optional.empty()
                    : Optional.of(new Proof(stamp.at(), stamper));
        } catch (CryptoException e) {
            return Optional.empty();
        }
    }

    private boolean isRevoked(VerifiedChain stamper, Instant at) {
        for (Instant fresh : List.of(at, trust.now())) {
            try {
                evidence.freshAt(fresh).mustBeGood(stamper, at);
            } catch (CryptoException e) {
                if (e.reason() == Reason.revoked) {
                    return true;
                }
            }
        }
        return false;
    }

    /// When these were made: evidence was kept beside a signature by then.
    List<Instant> moments() {
        return stamped.stream().map(it -> it.proof.at()).toList();
    }

    /// When a signature was made, by the earliest stamp that proves it, or by the signer's claim.
    ///
    /// @param revision that it signs
    Moment judge(Signed signed, DetachedSignature cms, int revision, Findings findings)
            throws IOException {
        List<Proof> proofs = new ArrayList<>();
        stamped.stream().filter(it -> it.revision >= revision).forEach(it -> proofs.add(it.proof));
        if (cms.timeStamp().isPresent()) {
            beside(cms, proofs, findings);
        } else if (proofs.isEmpty()) {
            findings.add(Sentence.time_not_proven);
        }
        if (proofs.isEmpty()) {
            return new Moment(claimed(signed, cms), false, Optional.empty());
        }
        findings.add(Sentence.time_proven);
        Proof first = proofs.stream().min(Comparator.comparing(Proof::at)).orElseThrow();
        return new Moment(first.at(), true, Optional.of(first.stamper()));
    }

    private void beside(DetachedSignature cms, List<Proof> proofs, Findings findings)
            throws IOException {
        try {
            StrangerTimeStamp stamp = StrangerTimeStamp.parse(cms.timeStamp().orElseThrow());
            Optional<Proof> proof = proof(stamp);
            if (!stamp.isIntact(out -> out.write(cms.value()))) {
                findings.add(Sentence.time_stamp_bad);
            } else if (proof.isPresent()) {
                proofs.add(proof.get());
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
