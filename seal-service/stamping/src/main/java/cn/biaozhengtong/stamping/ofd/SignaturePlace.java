package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Where a further signature's files lie; absolute paths.
///
/// @param list Signatures.xml
/// @param folder its own, without a slash at the end
record SignaturePlace(String list, String folder) {
    /// A folder that nothing lies in, whatever the case of its letters.
    static SignaturePlace next(Container container, DocBody body) {
        String list =
                body.signatures()
                        .orElseGet(() ->
                                free(
                                        container,
                                        OfdPath.folder(body.root()) + "/Signs/Signatures",
                                        ".xml"));
        String folder = free(container, OfdPath.folder(list) + "/Sign_", "");
        return new SignaturePlace(list, folder);
    }

    private static String free(Container container, String stem, String end) {
        Set<String> taken = new HashSet<>();
        for (Entry it : container.entries()) {
            String path = it.path().toLowerCase(Locale.ROOT);
            for (int at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
                taken.add(path.substring(0, at));
            }
            taken.add(path);
        }
        int number = 0;
        String out = end.isEmpty() ? stem + number : stem + end;
        while (taken.contains(out.toLowerCase(Locale.ROOT))) {
            number++;
            out = stem + number + end;
        }
        return out;
    }

    String description() {
        return folder + "/Signature.xml";
    }

    String seal() {
        return folder + "/Seal.esl";
    }

    String value() {
        return folder + "/SignedValue.dat";
    }
}
