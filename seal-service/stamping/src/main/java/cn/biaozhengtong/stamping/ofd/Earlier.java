package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Signatures that a document has already: intact, and open for another, or it is refused.
///
/// @param listed as they are listed
/// @param stamps all of theirs
/// @param highest number of any id
record Earlier(List<Listed> listed, List<Stamp> stamps, long highest) {
    private static final Set<String> LOCKS =
            Set.of(Sentence.list_as_signed.code(), Sentence.list_changed.code());

    static Earlier read(Opened opened, DocBody body) throws IOException, RefusedException {
        judge(opened, body);
        if (body.signatures().isEmpty()) {
            return new Earlier(List.of(), List.of(), 0);
        }
        Container container = opened.container();
        SignatureList list = SignatureList.read(container, body.signatures().get());
        List<Stamp> stamps = new ArrayList<>();
        long highest = list.highest();
        for (Listed it : list.signatures()) {
            Entry entry = container.find(it.file()).orElseThrow();
            SignatureFile file = SignatureFile.parse(it.file(), container.bytes(entry));
            stamps.addAll(file.stamps());
            highest = Math.max(highest, file.highest());
        }
        return new Earlier(list.signatures(), stamps, highest);
    }

    /// Whom one trusts is another's question; whether all is as it was signed is asked here.
    private static void judge(Opened opened, DocBody body) throws IOException, RefusedException {
        DocumentJudge judge = new DocumentJudge(opened, Trust.nobody(Instant.EPOCH), body);
        List<SignatureReport> reports = judge.signatures();
        List<Finding> all =
                Stream.concat(
                                reports.stream().flatMap(it -> it.findings().stream()),
                                judge.document().stream())
                        .toList();
        if (all.stream().anyMatch(it -> LOCKS.contains(it.code()))) {
            throw new RefusedException(Refusal.locked, "list of signatures");
        }
        for (Finding it : all) {
            if (it.outcome() == Outcome.bad) {
                throw new RefusedException(Refusal.broken_signature, it.code());
            }
        }
    }
}
