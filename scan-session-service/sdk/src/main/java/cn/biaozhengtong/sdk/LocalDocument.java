package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import java.nio.file.Path;
import java.util.List;

/// A document that is sealed where it is, such as a bid before its opening: the service learns its
/// title, its digest and how many pages it has.
///
/// @param digest `SM3` of the file, 64 hexadecimal characters
/// @param file must not change until its seal is in
public record LocalDocument(
        String id, String title, String format, String digest, int pages, Path file) {
    /// What a session asks for. The phone says that nobody but the platform has seen the document.
    ///
    /// @param seal kind of seal, such as `enterprise_seal`
    /// @param places as [DocumentToSeal] has them, such as `page 3 100 200 150 150`
    public DocumentToSeal sealed(String seal, List<String> places) {
        return certified(0, seal, places);
    }

    /// The same, the PDF certified at a level (DocMDP), 2 or 3.
    public DocumentToSeal certified(int level, String seal, List<String> places) {
        return new DocumentToSeal(
                DocumentToSeal.LOCAL + id, title, format, digest, pages, seal, level, places);
    }
}
