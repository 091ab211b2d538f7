package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import java.util.List;

/// A document that this platform uploaded to be sealed; deleted a day after its session.
///
/// @param digest `SM3` of the file, 64 hexadecimal characters
/// @param size of the file in bytes
public record HostedDocument(
        String id, String title, String format, String digest, int pages, long size) {
    /// What a session asks for.
    ///
    /// @param seal kind of seal, such as `enterprise_seal`
    /// @param places as [DocumentToSeal] has them, such as `page 3 100 200 150 150`
    public DocumentToSeal sealed(String seal, List<String> places) {
        return new DocumentToSeal(id, title, format, digest, pages, seal, 0, places);
    }

    /// The same, the PDF certified at a level (DocMDP): at 2 only fields that are there may be
    /// filled and signed afterwards, at 3 further seals may be added.
    public DocumentToSeal certified(int level, String seal, List<String> places) {
        return new DocumentToSeal(id, title, format, digest, pages, seal, level, places);
    }
}
