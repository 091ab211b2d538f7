package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// Writes a PDF anew: its pages with what they show, and nothing else. What acts, or hides another
/// file, is refused before. Runs in the worker.
final class PdfWork {
    /// What is seen of a page; actions, thumbnails, metadata, structure are not among it.
    private static final List<COSName> OF_A_PAGE =
            List.of(
                    COSName.CONTENTS,
                    COSName.ROTATE,
                    COSName.getPDFName("UserUnit"),
                    COSName.GROUP);

    /// Of an annotation: where and how it looks. What it does is left behind.
    private static final List<COSName> OF_AN_ANNOTATION =
            List.of(COSName.RECT, COSName.AS, COSName.F, COSName.C, COSName.BORDER, COSName.OC);

    private static final int MAX_ANNOTATIONS = 2000;

    private PdfWork() {}

    static WorkerAnswer rewritten(byte[] bytes) throws IOException {
        PdfStreams.objectStreamsMustBeBounded(bytes);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            document.setAllSecurityToBeRemoved(true);
            PdfWalk.mustBePassive(document.getDocument().getTrailer());
            COSDictionary catalog = catalog(document);
            // After the scrubbing: what is left is what is kept.
            PdfWalk.scrub(catalog);
            COSDictionary trailer = new COSDictionary();
            trailer.setItem(COSName.ROOT, catalog);
            document.getDocument().setTrailer(trailer);
            // A file may number its objects by millions; numbered on from there, the writer would
            // fill the gap below with a line each.
            document.getDocument().setHighestXRefObjectNumber(0);
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
            document.save(out, CompressParameters.NO_COMPRESSION);
            return WorkerAnswer.of(Inspector.Kind.pdf, out.toByteArray());
        } catch (InvalidPasswordException e) {
            throw IntakeProblem.pdf_protected.exception();
        } catch (IOException e) {
            // Encrypted to certificates, or by a way that nobody here knows.
            if (Inspector.find(bytes, 0, bytes.length, "/Encrypt") >= 0) {
                throw IntakeProblem.pdf_protected.exception();
            }
            throw e;
        }
    }

    private static COSDictionary catalog(PDDocument document) {
        COSDictionary before = document.getDocument().getTrailer().getCOSDictionary(COSName.ROOT);
        if (before == null) {
            throw IntakeProblem.file_broken.exception();
        }
        COSDictionary tree = new COSDictionary();
        COSArray kids = new COSArray();
        for (PdfPages.Page page : PdfPages.of(before)) {
            COSDictionary made = page(page);
            made.setItem(COSName.PARENT, tree);
            kids.add(made);
        }
        tree.setItem(COSName.TYPE, COSName.PAGES);
        tree.setItem(COSName.KIDS, kids);
        tree.setItem(COSName.COUNT, COSInteger.get(kids.size()));
        COSDictionary catalog = new COSDictionary();
        catalog.setItem(COSName.TYPE, COSName.CATALOG);
        catalog.setItem(COSName.PAGES, tree);
        // Which layers are seen.
        copy(before, catalog, COSName.OCPROPERTIES);
        return catalog;
    }

    private static COSDictionary page(PdfPages.Page page) {
        COSDictionary made = new COSDictionary();
        made.setItem(COSName.TYPE, COSName.PAGE);
        OF_A_PAGE.forEach(name -> copy(page.own(), made, name));
        page.inherited().forEach(made::setItem);
        COSArray annotations = page.own().getCOSArray(COSName.ANNOTS);
        if (annotations != null) {
            made.setItem(COSName.ANNOTS, annotations(annotations));
        }
        return made;
    }

    private static COSArray annotations(COSArray before) {
        if (before.size() > MAX_ANNOTATIONS) {
            throw tooLarge("> " + MAX_ANNOTATIONS + " annotations");
        }
        COSArray made = new COSArray();
        for (int i = 0; i < before.size(); i++) {
            if (before.getObject(i) instanceof COSDictionary annotation) {
                COSDictionary looks = annotation.getCOSDictionary(COSName.AP);
                COSBase normal = looks == null ? null : looks.getDictionaryObject(COSName.N);
                if (normal instanceof COSDictionary) {
                    made.add(annotation(annotation, looks));
                }
            }
        }
        return made;
    }

    /// As a stamp: what a field or a note looked like, without being one.
    private static COSDictionary annotation(COSDictionary before, COSDictionary looks) {
        COSDictionary made = new COSDictionary();
        made.setItem(COSName.TYPE, COSName.ANNOT);
        made.setItem(COSName.SUBTYPE, COSName.getPDFName("Stamp"));
        OF_AN_ANNOTATION.forEach(name -> copy(before, made, name));
        COSDictionary only = new COSDictionary();
        copy(looks, only, COSName.N);
        made.setItem(COSName.AP, only);
        return made;
    }

    private static void copy(COSDictionary from, COSDictionary to, COSName name) {
        COSBase value = from.getItem(name);
        if (value != null) {
            to.setItem(name, value);
        }
    }

    static ProblemException tooLarge(String detail) {
        return IntakeProblem.pdf_too_large.with(detail);
    }
}
