package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Reference;
import cn.biaozhengtong.stamping.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Judges the digests of the files that a signature protects.
final class SignedFiles {
    private static final String SM3 = "1.2.156.10197.1.401";
    private static final int NAMED = 5;

    private final Opened opened;
    private final SignatureFile signature;
    private final String list;
    private boolean listChanged;

    /// @param list path of Signatures.xml, whose change is told apart
    SignedFiles(Opened opened, SignatureFile signature, String list) {
        this.opened = opened;
        this.signature = signature;
        this.list = list;
    }

    List<Finding> findings() throws IOException {
        if (signature.references().isEmpty()) {
            return List.of(Sentence.nothing_protected.found());
        }
        List<Finding> out = new ArrayList<>();
        String method = signature.checkMethod().toUpperCase(Locale.ROOT);
        boolean known = method.equals(SM3) || method.equals("SM3");
        // Such as 401.2, which is SM3 with a key: tried as plain SM3, and told.
        boolean kin = method.startsWith(SM3);
        if (!known) {
            boolean weak = method.equals("MD5") || method.equals("SHA1");
            Sentence said = weak ? Sentence.check_method_weak : Sentence.check_method_unknown;
            out.add(said.found(signature.checkMethod()));
        }
        if (known || kin) {
            out.addAll(compare());
        }
        return out;
    }

    private List<Finding> compare() throws IOException {
        List<String> changed = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        Container container = opened.container();
        for (Reference it : signature.references()) {
            Optional<Entry> entry = container.find(it.file());
            if (entry.isEmpty()) {
                absent.add(it.file());
            } else if (!opened.digests().of(entry.get()).equals(plain(it.digest()))) {
                if (it.file().equals(list)) {
                    listChanged = true;
                } else {
                    changed.add(it.file());
                }
            }
        }
        List<Finding> out = new ArrayList<>();
        if (!changed.isEmpty()) {
            out.add(Sentence.file_changed.found(some(changed)));
        }
        if (!absent.isEmpty()) {
            out.add(Sentence.file_absent.found(some(absent)));
        }
        return out.isEmpty() ? List.of(Sentence.files_intact.found()) : out;
    }

    /// Base64 may be broken into lines.
    private static String plain(String digest) {
        return digest.replaceAll("\\s", "");
    }

    /// Whether Signatures.xml is protected and is another than it was; known after [#findings].
    boolean isListChanged() {
        return listChanged;
    }

    static String some(List<String> files) {
        String out = String.join(", ", files.subList(0, Math.min(NAMED, files.size())));
        return files.size() > NAMED ? out + " … (" + files.size() + ")" : out;
    }
}
