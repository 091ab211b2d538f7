package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// Judges the signatures of one document, and its list of them.
final class DocumentJudge {
    private static final Set<String> SIGNATURES = Set.of("signature.xml", "signedvalue.dat");

    private final Opened opened;
    private final Trust trust;
    private final DocBody body;
    private final DocumentTree document;
    private final PageAreas areas;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, Set<String>> own = new HashMap<>();

    DocumentJudge(Opened opened, Trust trust, DocBody body) throws IOException, RefusedException {
        this.opened = opened;
        this.trust = trust;
        this.body = body;
        this.document = DocumentTree.read(opened.container(), body.root());
        this.areas = new PageAreas(opened.container(), document);
        if (body.versioned()) {
            found.add(Sentence.versions.found());
        }
    }

    int pages() {
        return document.pages().size();
    }

    List<Finding> document() {
        return found;
    }

    List<SignatureReport> signatures() throws IOException, RefusedException {
        if (body.signatures().isEmpty()) {
            hidden(List.of());
            return List.of();
        }
        List<Listed> listed;
        String path = body.signatures().get();
        try {
            listed = SignatureList.read(opened.container(), path).signatures();
        } catch (ZipException e) {
            found.add(Sentence.list_malformed.found());
            return List.of();
        }
        hidden(listed);
        for (Listed it : listed) {
            Optional<SignatureFile> file = parse(it.file(), description(it));
            Set<String> files = own.computeIfAbsent(it.file(), key -> new HashSet<>());
            files.add(it.file());
            file.ifPresent(read -> {
                files.add(read.value());
                read.seal().ifPresent(files::add);
            });
        }
        List<SignatureReport> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            boolean again = !seen.add(listed.get(i).file());
            out.add(
                    again
                            ? SignatureJudge.unread(listed.get(i), Sentence.signature_twice)
                            : judge(listed, i, path));
        }
        return out;
    }

    /// A signature whose entry was taken out of the list lies there still.
    private void hidden(List<Listed> listed) {
        Set<String> folders = new HashSet<>();
        listed.forEach(it -> folders.add(OfdPath.folder(it.file())));
        List<String> out = new ArrayList<>();
        for (Entry it : opened.container().entries()) {
            String name = it.path().substring(it.path().lastIndexOf('/') + 1);
            boolean one = SIGNATURES.contains(name.toLowerCase(Locale.ROOT));
            boolean known =
                    folders.contains(OfdPath.folder(it.path()))
                            || opened.isProtected() && OfdPath.folder(it.path()).isEmpty();
            if (one && !known) {
                out.add(it.path());
            }
        }
        // Of several documents each has its own list.
        if (!out.isEmpty() && opened.catalogue().documents().size() == 1) {
            found.add(Sentence.signature_hidden.found(SignedFiles.some(out)));
        }
    }

    private Optional<byte[]> description(Listed listed) throws IOException, RefusedException {
        Optional<Entry> entry = opened.container().find(listed.file());
        return entry.isPresent()
                ? Optional.of(opened.container().bytes(entry.get()))
                : Optional.empty();
    }

    /// Files of many signatures are never held together: each is parsed again when it is judged.
    private static Optional<SignatureFile> parse(String path, Optional<byte[]> content)
            throws IOException, RefusedException {
        try {
            return content.isPresent()
                    ? Optional.of(SignatureFile.parse(path, content.get()))
                    : Optional.empty();
        } catch (ZipException e) {
            return Optional.empty();
        }
    }

    private SignatureReport judge(List<Listed> listed, int index, String list)
            throws IOException, RefusedException {
        Listed it = listed.get(index);
        Optional<byte[]> description = description(it);
        Optional<SignatureFile> parsed = parse(it.file(), description);
        if (description.isEmpty() || parsed.isEmpty()) {
            return SignatureJudge.unread(it, Sentence.signature_file_malformed);
        }
        SignatureFile file = parsed.get();
        SignedFiles signed = new SignedFiles(opened, file, list);
        List<Finding> around = new ArrayList<>(signed.findings());
        Coverage coverage = new Coverage(document, opened.container().entries());
        around.addAll(coverage.findings(file, exempt(listed, index, list)));
        around.add(later(file, signed, list).found());
        SignatureJudge judge = new SignatureJudge(opened, trust, new StampJudge(document, areas));
        return judge.report(it, file, description.get(), around);
    }

    private static Sentence later(SignatureFile file, SignedFiles signed, String list) {
        if (signed.isListChanged()) {
            return Sentence.list_changed;
        }
        return file.covers(list) ? Sentence.list_as_signed : Sentence.list_open;
    }

    /// What a signature cannot cover: itself, the list, and all of those that came after it.
    private Set<String> exempt(List<Listed> listed, int index, String list) {
        Set<String> out = new HashSet<>();
        out.add(list);
        for (int i = index; i < listed.size(); i++) {
            out.addAll(own.getOrDefault(listed.get(i).file(), Set.of()));
        }
        // What a later signature calls its own cannot be a part of the document.
        out.removeIf(it -> document.parts().containsKey(it));
        return out;
    }
}
