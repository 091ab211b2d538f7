package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.Part;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which files a signature leaves open. What is open can be another tomorrow and nobody will know.
final class Coverage {
    private final DocumentTree document;
    private final List<Entry> entries;

    Coverage(DocumentTree document, List<Entry> entries) {
        this.document = document;
        this.entries = entries;
    }

    /// How many, and the first by name.
    private static final class Named {
        private static final int MAX = 5;
        private final List<String> names = new ArrayList<>();
        private int count;

        private void add(String path, Part part) {
            if (count++ < MAX) {
                names.add(path + " (" + part.chinese() + ", " + part.english() + ")");
            }
        }

        @Override
        public String toString() {
            String some = String.join(", ", names);
            return count > MAX ? some + " … (" + count + ")" : some;
        }
    }

    /// @param exempt what it cannot cover: itself, the list, and signatures made after it
    List<Finding> findings(SignatureFile signature, Set<String> exempt) {
        Set<String> covered = new HashSet<>(exempt);
        signature.references().forEach(it -> covered.add(it.file()));
        Named vital = new Named();
        Named open = new Named();
        for (Entry it : entries) {
            if (!it.isFolder() && !covered.contains(it.path())) {
                Part part = document.part(it.path());
                (part.isTheDocument() ? vital : open).add(it.path(), part);
            }
        }
        List<Finding> out = new ArrayList<>();
        if (vital.count > 0) {
            out.add(Sentence.page_not_covered.found(vital.toString()));
        }
        if (open.count > 0) {
            out.add(Sentence.files_not_covered.found(open.toString()));
        }
        return out.isEmpty() ? List.of(Sentence.covers_all.found()) : out;
    }
}
