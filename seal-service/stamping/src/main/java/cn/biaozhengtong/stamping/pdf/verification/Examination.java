package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One document's signatures, each step for each of them.
final class Examination {
    private final Document document;
    private final Trust trust;
    private final SealOfSignature seals;
    private final PdfVerification.Look look;
    private final Findings findings = new Findings();
    private final Evidence evidence;
    private final Evidence kept;

    Examination(Document document, Trust trust, SealOfSignature seals, PdfVerification.Look look) {
        this.document = document;
        this.trust = trust;
        this.seals = seals;
        this.look = look;
        this.evidence = Evidence.of(document.history().last(), trust);
        this.kept = Evidence.in(document.history().last());
    }

    Report report() throws IOException {
        new Surroundings(document, findings).judge();
        TimeStamps stamps = TimeStamps.of(document, trust, evidence, findings);
        List<Judged> judged = new ArrayList<>();
        Set<Object> values = new HashSet<>();
        for (Signed each : document.signed()) {
            if (!each.isTimeStamp()) {
                judged.add(judge(each, stamps, !values.add(each.value())));
            }
        }
        judged.sort(Comparator.comparing(Judged::revision));
        LaterChanges later = new LaterChanges(document.history().views());
        Boxes boxes = new Boxes(document.history().last(), document.pages());
        List<SignatureReport> reports = new ArrayList<>();
        for (Judged each : judged) {
            reports.add(report(each, judged, later, boxes));
        }
        return new Report("pdf", document.pages().count(), findings.list(), reports);
    }

    private Judged judge(Signed signed, TimeStamps stamps, boolean shared) throws IOException {
        Findings own = new Findings();
        if (shared) {
            own.add(Sentence.value_shared);
        }
        Certification certification = Certification.of(document.history().last(), signed);
        OptionalInt revision = new Framing(document, signed, own).judge();
        boolean readable = signed.contents().isPresent() && signed.byteRange().size() == 4;
        Optional<DetachedSignature> cms =
                readable && !isOutside(signed)
                        ? new Cryptography(document.source(), signed, own).judge()
                        : Optional.empty();
        if (cms.isEmpty()) {
            return new Judged(
                    signed,
                    revision.orElse(-1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    certification,
                    own);
        }
        Moment moment = stamps.judge(signed, cms.get(), revision.orElse(Integer.MAX_VALUE), own);
        SignerChain signer = new SignerChain(trust, evidence, kept, stamps.moments(), own);
        boolean inside = signer.judge(cms.get(), moment);
        SealJudge judge = new SealJudge(trust, evidence, own);
        Optional<String> seal = judge.judge(seal(signed), cms.get(), moment);
        if (inside && judge.isKept(kept, cms.get(), moment)) {
            own.add(Sentence.validation_data_inside);
        }
        return new Judged(
                signed,
                revision.orElse(-1),
                Optional.of(Sm3.hex(cms.get().value())),
                cms.get().subject(),
                seal,
                Optional.of(moment),
                certification,
                own);
    }

    /// Whether its ranges cannot be read at all.
    private boolean isOutside(Signed signed) {
        List<Long> range = signed.byteRange();
        long length = document.source().length();
        return range.stream().anyMatch(it -> it < 0 || it > length)
                || range.get(1) > length
                || range.get(2) + range.get(3) > length;
    }

    private Optional<byte[]> seal(Signed signed) {
        return seals.in(signed::bytes, signed.bytes("Contents").orElseThrow());
    }

    private SignatureReport report(Judged judged, List<Judged> all, LaterChanges later, Boxes boxes)
            throws IOException {
        List<Finding> out = new ArrayList<>(judged.findings().list());
        if (judged.revision() >= 0) {
            int trusted =
                    all.stream()
                            .filter(it -> it != judged && it.isTrusted())
                            .mapToInt(Judged::revision)
                            .max()
                            .orElse(-1);
            out.addAll(later.after(judged.revision(), judged.certification(), trusted));
            List<Integer> pages = later.pages(judged.revision());
            long end = document.history().views().get(judged.revision()).end();
            for (int page : pages.isEmpty() ? Set.<Integer>of() : look.different(end, pages)) {
                out.add(LaterSentence.later_look.about(page));
            }
        }
        int level = judged.certification().level();
        return new SignatureReport(
                Cryptography.shown(judged.signed().name()),
                judged.valueDigest(),
                SignatureReport.verdict(out),
                judged.signer(),
                judged.sealName(),
                judged.moment().map(Moment::at),
                judged.moment().map(Moment::proven).orElse(false),
                boxes.of(judged.signed().field()),
                level == 0 ? Optional.empty() : Optional.of(level),
                out);
    }
}
