package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Reference;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// Reads Signature.xml.
final class SignatureReader implements OfdXml.Handler {
    private static final int MAX_REFERENCES = 250_000;
    private static final int MAX_STAMPS = 100_000;
    private static final String INFO = "Signature/SignedInfo/";
    private static final String REFERENCE = INFO + "References/Reference";

    /// Two of one of these could be read in two ways.
    private static final Set<String> ONCE =
            Set.of(
                    "Signature/SignedInfo",
                    "Signature/SignedValue",
                    INFO + "References",
                    INFO + "SignatureMethod",
                    INFO + "SignatureDateTime",
                    INFO + "Seal",
                    INFO + "Seal/BaseLoc");

    private final String path;
    private final List<Reference> references = new ArrayList<>();
    private final List<Stamp> stamps = new ArrayList<>();
    private final Map<String, String> once = new HashMap<>();
    private String method = "";
    private String file = "";
    private Optional<String> digest = Optional.empty();
    private long highest;

    SignatureReader(String path) {
        this.path = path;
    }

    @Override
    public void begins(XmlTag tag) throws RefusedException, ZipException {
        if (ONCE.contains(tag.path()) && once.putIfAbsent(tag.path(), "") != null) {
            throw new ZipException("two of what may be one");
        }
        switch (tag.path()) {
            case INFO + "References" -> method = tag.attribute("CheckMethod").orElse("").strip();
            case REFERENCE -> {
                file = OfdPath.resolve(path, tag.attribute("FileRef").orElse(""));
                digest = Optional.empty();
            }
            case INFO + "StampAnnot" -> stamp(tag);
            default -> {}
        }
        if (references.size() > MAX_REFERENCES || stamps.size() > MAX_STAMPS) {
            throw new RefusedException(Refusal.too_large, "references");
        }
    }

    private void stamp(XmlTag tag) throws ZipException {
        Optional<String> clip = tag.attribute("Clip").filter(it -> !it.isBlank());
        stamps.add(
                new Stamp(
                        tag.attribute("PageRef").orElse("").strip(),
                        Area.parse(tag.attribute("Boundary").orElse("")),
                        clip.isPresent() ? Optional.of(Area.parse(clip.get())) : Optional.empty()));
        highest = Math.max(highest, SignatureList.number(tag.attribute("ID").orElse("")));
    }

    @Override
    public void ends(XmlTag tag, String text) throws ZipException {
        if (tag.path().equals(REFERENCE + "/CheckValue")) {
            if (digest.isPresent()) {
                throw new ZipException("two digests");
            }
            digest = Optional.of(text.strip());
        }
        if (tag.path().equals(REFERENCE)) {
            references.add(new Reference(file, digest.orElse("")));
        }
        if (ONCE.contains(tag.path())) {
            once.put(tag.path(), text.strip());
        }
    }

    SignatureFile file() throws ZipException {
        String value = once.getOrDefault("Signature/SignedValue", "");
        String seal = once.getOrDefault(INFO + "Seal/BaseLoc", "");
        return new SignatureFile(
                path,
                once.getOrDefault(INFO + "SignatureDateTime", ""),
                method,
                references,
                stamps,
                seal.isEmpty() ? Optional.empty() : Optional.of(OfdPath.resolve(path, seal)),
                OfdPath.resolve(path, value),
                highest);
    }
}
