package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// Signatures.xml (GB/T 33190 §18.1).
///
/// @param path its own
/// @param highest the highest number in an id that it names
public record SignatureList(String path, List<Listed> signatures, long highest) {
    private static final int MAX = 500;
    private static final Pattern NUMBER = Pattern.compile("\\D*(\\d{1,9})");

    public SignatureList {
        signatures = List.copyOf(signatures);
    }

    /// @param type `Seal` or `Sign`
    /// @param location as it is written
    /// @param file absolute path of Signature.xml
    public record Listed(String id, String type, String location, String file) {
        public boolean isSeal() {
            return type.equals("Seal");
        }
    }

    public static SignatureList read(Container container, String path)
            throws IOException, RefusedException {
        Entry entry = container.find(path).orElseThrow(() -> new ZipException("no Signatures.xml"));
        Reader reader = new Reader(path);
        OfdXml.read(container, entry, "Signatures", reader);
        return new SignatureList(path, reader.out, reader.highest);
    }

    /// The number in an id such as `s007` or `12`; 0 when there is none.
    static long number(String id) {
        Matcher in = NUMBER.matcher(id.strip());
        return in.matches() ? Long.parseLong(in.group(1)) : 0;
    }

    private static final class Reader implements OfdXml.Handler {
        private final String path;
        private final List<Listed> out = new ArrayList<>();
        private long highest;

        private Reader(String path) {
            this.path = path;
        }

        @Override
        public void begins(XmlTag tag) throws RefusedException, ZipException {
            if (!tag.path().equals("Signatures/Signature")) {
                return;
            }
            String location = tag.attribute("BaseLoc").orElse("");
            Listed it =
                    new Listed(
                            tag.attribute("ID").orElse(""),
                            tag.attribute("Type").orElse("Seal"),
                            location,
                            OfdPath.resolve(path, location));
            highest = Math.max(highest, number(it.id()));
            out.add(it);
            if (out.size() > MAX) {
                throw new RefusedException(Refusal.too_large, "signatures");
            }
        }

        @Override
        public void ends(XmlTag tag, String text) {
            if (tag.path().equals("Signatures/MaxSignId")) {
                highest = Math.max(highest, number(text));
            }
        }
    }
}
