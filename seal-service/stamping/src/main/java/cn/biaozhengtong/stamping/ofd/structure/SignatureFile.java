package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Signature.xml (GB/T 33190 §18.2): what is protected, how, and where the seal is seen.
///
/// @param time SignatureDateTime as it is written
/// @param checkMethod of the digests, as it is written
/// @param seal path of Seal.esl, when it names one
/// @param value path of SignedValue.dat
/// @param highest the highest number in an id of its stamps
public record SignatureFile(
        String path,
        String time,
        String checkMethod,
        List<Reference> references,
        List<Stamp> stamps,
        Optional<String> seal,
        String value,
        long highest) {
    public SignatureFile {
        references = List.copyOf(references);
        stamps = List.copyOf(stamps);
    }

    /// @param file absolute path
    /// @param digest Base64
    public record Reference(String file, String digest) {}

    /// @param page id of its page
    /// @param boundary of the whole seal on the page
    /// @param clip which part of it is seen, from its own top left; absent: all
    public record Stamp(String page, Area boundary, Optional<Area> clip) {
        /// What is seen, on the page.
        public Area seen() {
            return clip.map(it ->
                            new Area(
                                            boundary.left() + it.left(),
                                            boundary.top() + it.top(),
                                            it.width(),
                                            it.height())
                                    .and(boundary))
                    .orElse(boundary);
        }
    }

    /// @throws java.util.zip.ZipException when it is malformed, or says twice what it may say once
    public static SignatureFile parse(String path, byte[] content)
            throws IOException, RefusedException {
        SignatureReader reader = new SignatureReader(path);
        OfdXml.read(new ByteArrayInputStream(content), "Signature", reader);
        return reader.file();
    }

    /// Whether it protects a file.
    public boolean covers(String file) {
        return references.stream().anyMatch(it -> it.file().equals(file));
    }
}
