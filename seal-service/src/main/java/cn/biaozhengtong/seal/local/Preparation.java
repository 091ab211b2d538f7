package cn.biaozhengtong.seal.local;

import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.work.DocumentFormat;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a bid tool is to do for a session whose user wants to sign: put these seals into its files.
///
/// @param wish tells one wish from another, 64 hexadecimal characters; not by its time
/// @param at when, as the documents say
/// @param signer the enterprise, as a PDF says who signs
public record Preparation(
        PreparationId id,
        UUID session,
        String client,
        String wish,
        Instant at,
        String signer,
        List<Item> documents) {
    public Preparation {
        documents = List.copyOf(documents);
    }

    /// @param esId version of the seal
    /// @param field name of the signature's field in a PDF, `bzt-` and a ULID; empty in an OFD
    public record Item(DocumentId document, DocumentFormat format, String esId, String field) {}

    /// What the tool made of a document. It is believed: nobody but the tool has the file.
    ///
    /// @param digest what is signed over, 64 hexadecimal characters
    /// @param property path of Signature.xml in an OFD; empty in a PDF
    public record Prepared(String digest, String property) {
        private static final String DIGEST = "[0-9a-f]{64}";
        private static final String PATH = "/[\\x21-\\x7E]{1,199}";

        boolean fits(Item it) {
            boolean path =
                    it.format() == DocumentFormat.pdf ? property.isEmpty() : property.matches(PATH);
            return digest.matches(DIGEST) && path;
        }
    }
}
