package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealVerification;
import cn.biaozhengtong.crypto.seal.SealedContent;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges one signature of an OFD.
final class SignatureJudge {
    private final Opened opened;
    private final Trust trust;
    private final StampJudge stamps;
    private final List<Finding> out = new ArrayList<>();
    private Optional<String> signer = Optional.empty();
    private Optional<String> seal = Optional.empty();
    private Optional<String> valueDigest = Optional.empty();
    private Optional<Instant> at = Optional.empty();
    private boolean proven;

    SignatureJudge(Opened opened, Trust trust, StampJudge stamps) {
        this.opened = opened;
        this.trust = trust;
        this.stamps = stamps;
    }

    /// @param description the bytes of Signature.xml
    /// @param around coverage and what came later
    SignatureReport report(
            Listed listed, SignatureFile file, byte[] description, List<Finding> around)
            throws IOException, RefusedException {
        Optional<Entry> entry = opened.container().find(file.value());
        if (entry.isEmpty()) {
            out.add(Sentence.signature_value_absent.found());
        } else {
            value(listed, file, description, opened.container().bytes(entry.get()));
        }
        out.addAll(around);
        return report(listed, stamps.boxes());
    }

    private SignatureReport report(Listed listed, List<Box> boxes) {
        List<Finding> sorted = new ArrayList<>(out);
        sorted.sort(Comparator.comparing(Finding::step));
        return new SignatureReport(
                listed.id(),
                valueDigest,
                SignatureReport.verdict(sorted),
                signer,
                seal,
                at,
                proven,
                boxes,
                Optional.empty(),
                sorted);
    }

    /// Of one whose description cannot be read.
    static SignatureReport unread(Listed listed, Sentence why) {
        List<Finding> findings = List.of(why.found());
        return new SignatureReport(
                listed.id(),
                Optional.empty(),
                SignatureReport.verdict(findings),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                findings);
    }

    private void value(Listed listed, SignatureFile file, byte[] description, byte[] value)
            throws IOException, RefusedException {
        switch (ValueKind.of(value)) {
            case sealed -> sealed(file, description, value);
            case bare -> {
                out.add((listed.isSeal() ? Sentence.seal_absent : Sentence.bare_signature).found());
                out.add(Sentence.signer_not_named.found());
                out.add(Sentence.no_seal.found());
            }
            case message -> out.add(Sentence.message_not_judged.found());
            case malformed -> out.add(Sentence.signature_value_malformed.found());
        }
    }

    private void sealed(SignatureFile file, byte[] description, byte[] der)
            throws IOException, RefusedException {
        SealVerification judged =
                SealVerification.of(der, SealedContent.of(description), trust.ofSeals());
        if (judged.signature().isEmpty()) {
            out.add(SealSentence.of(judged.finding(SealVerification.Step.format)).found());
            return;
        }
        judged.findings().forEach(it -> out.add(SealSentence.of(it).found()));
        SealSignature value = judged.signature().get();
        valueDigest = Optional.of(Sm3.hex(value.value()));
        out.addAll(stamps.findings(file, value.seal().info().picture()));
        beside(file, value);
        signer = Optional.of(SubjectText.of(value.signer().subject()));
        seal = Optional.of(value.seal().info().name());
        at = judged.at();
        proven = judged.isProven();
    }

    private void beside(SignatureFile file, SealSignature value)
            throws IOException, RefusedException {
        if (!value.property().equals(file.path())) {
            out.add(Sentence.property_differs.found());
        }
        if (!SignedTime.names(file.time(), value.claimedTime())) {
            out.add(Sentence.times_differ.found());
        }
        Container container = opened.container();
        if (file.seal().isPresent()) {
            Optional<Entry> entry = container.find(file.seal().get());
            if (entry.isEmpty()
                    || !Arrays.equals(value.seal().encoded(), container.bytes(entry.get()))) {
                out.add(Sentence.seal_file_differs.found());
            }
        }
    }
}
