package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Says of every signature of an OFD what it is worth, step by step, and what it leaves open.
///
/// Reads the file alone: nothing is fetched, drawn or unpacked; no picture is decoded.
public final class OfdVerification {
    private OfdVerification() {}

    /// @throws RefusedException when the file is no OFD that has one reading, or is too large
    /// @throws IOException when it cannot be read from its disc
    public static Report verify(Path file, Trust trust) throws IOException, RefusedException {
        return Opened.of(file, Limits.USUAL, opened -> report(opened, trust));
    }

    private static Report report(Opened opened, Trust trust) throws IOException, RefusedException {
        List<Finding> found = new ArrayList<>();
        List<SignatureReport> signatures = new ArrayList<>();
        List<DocBody> documents = opened.catalogue().documents();
        if (documents.size() > 1) {
            found.add(Sentence.several_documents.found());
        }
        if (opened.isProtected()) {
            found.add(Sentence.integrity_protection.found());
        }
        int pages = 0;
        for (DocBody it : documents) {
            DocumentJudge judge = new DocumentJudge(opened, trust, it);
            signatures.addAll(judge.signatures());
            found.addAll(judge.document());
            pages += judge.pages();
        }
        return new Report("ofd", pages, found, signatures);
    }
}
