package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// What of an OFD a fuzzer changes: the whole container, or one file in a stamped document that is
/// otherwise as it was.
enum OfdParser {
    container(""),
    catalogue("OFD.xml"),
    document("Doc_0/Document.xml"),
    resources("Doc_0/PublicRes.xml"),
    page("Doc_0/Pages/Page_0/Content.xml"),
    list("Doc_0/Signs/Signatures.xml"),
    description("Doc_0/Signs/Sign_0/Signature.xml"),
    value("Doc_0/Signs/Sign_0/SignedValue.dat");

    private static final Path FOLDER = folder();
    private static final TestOfd STAMPED = stamped();

    private final String file;

    OfdParser(String file) {
        this.file = file;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("ofd-fuzz");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestOfd stamped() {
        try {
            Path source = TestOfd.pages(2).write(FOLDER.resolve("source.ofd"));
            return TestOfd.read(Stamps.one(source, FOLDER.resolve("s.ofd"), Stamps.MIDDLE));
        } catch (IOException | RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] example() {
        return this == container ? TestOfd.pages(2).zip() : STAMPED.files.get(file);
    }

    /// Verified and stamped by coordinates, by a word and over the edge: a report, or a refusal.
    void read(byte[] input) throws IOException {
        Path path = FOLDER.resolve("input.ofd");
        if (this == container) {
            Files.write(path, input);
        } else {
            byte[] honest = STAMPED.files.put(file, input);
            STAMPED.write(path);
            STAMPED.files.put(file, honest);
        }
        try {
            OfdVerification.verify(path, Trust.nobody(Instant.EPOCH));
        } catch (RefusedException e) {
            // As it may.
        }
        for (Placement it :
                new Placement[] {
                    Stamps.MIDDLE, new Placement.AtKeyword("投标", 1), new Placement.Seam(0.5)
                }) {
            try {
                OfdStamping.prepare(
                        path, FOLDER.resolve("target.ofd"), Stamps.order(Signers.SEAL, false, it));
            } catch (RefusedException e) {
                // As it may.
            }
        }
    }
}
