package cn.biaozhengtong.stamping.pdf;

import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfObjectModificationsFinder;
import eu.europa.esig.dss.pdf.modifications.ObjectModification;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What EU DSS says of the changes between two revisions.
///
/// @param form filling and signing
/// @param annotations creating and changing notes
/// @param undefined everything that no permission covers
record Changes(List<String> form, List<String> annotations, List<String> undefined) {
    static Changes between(Path before, Path after) throws IOException {
        try (PdfBoxDocumentReader one =
                        new PdfBoxDocumentReader(new FileDocument(before.toFile()));
                PdfBoxDocumentReader two =
                        new PdfBoxDocumentReader(new FileDocument(after.toFile()))) {
            PdfObjectModifications it = new DefaultPdfObjectModificationsFinder().find(one, two);
            return new Changes(
                    text(it.getFormFillInAndSignatureCreationChanges()),
                    text(it.getAnnotCreationChanges()),
                    text(it.getUndefinedChanges()));
        } catch (eu.europa.esig.dss.pades.exception.InvalidPasswordException e) {
            throw new IOException(e);
        }
    }

    private static List<String> text(List<ObjectModification> changes) {
        return changes.stream()
                .map(it -> it.getActionType() + " " + it.getObjectTree().getKeyChain())
                .distinct()
                .toList();
    }
}
