package cn.biaozhengtong.kit.intake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/// Goes over everything that can be reached in a PDF, once each and without recursion, so that
/// neither loops nor depth matter.
abstract class PdfWalk {
    private static final int MAX_NODES = 300_000;

    /// Actions and annotations that do something with other files, programs or servers.
    private static final Set<String> ACTIVE =
            Set.of(
                    "JavaScript",
                    "Launch",
                    "SubmitForm",
                    "ImportData",
                    "GoToE",
                    "Rendition",
                    "RichMedia",
                    "RichMediaExecute",
                    "GoTo3DView",
                    "Movie",
                    "Screen",
                    "3D",
                    "FileAttachment");

    private static final Set<String> SCRIPTS = Set.of("JS", "JavaScript");
    private static final Set<String> FILES = Set.of("EF", "EmbeddedFiles", "RichMediaContent");

    /// What a page's looks do not need, or what leads out of them.
    private static final List<COSName> LEFT_OUT =
            List.of(
                    COSName.METADATA,
                    COSName.getPDFName("PieceInfo"),
                    COSName.getPDFName("AF"),
                    COSName.getPDFName("OPI"),
                    COSName.getPDFName("Ref"),
                    COSName.getPDFName("PS"),
                    COSName.getPDFName("StructParent"),
                    COSName.getPDFName("StructParents"),
                    COSName.getPDFName("LastModified"));

    /// Of a stream whose content is in another file.
    private static final List<COSName> ELSEWHERE =
            List.of(COSName.F, COSName.getPDFName("FFilter"), COSName.getPDFName("FDecodeParms"));

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> todo = new ArrayDeque<>();

    abstract void visit(COSDictionary it) throws IOException;

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when something in it would act
    static void mustBePassive(COSDictionary trailer) throws IOException {
        new PdfWalk() {
            @Override
            void visit(COSDictionary it) {
                mustNotAct(it);
            }
        }.over(trailer);
    }

    /// Takes out what is not seen, and bounds what the streams hold and what is drawn by them.
    static void scrub(COSDictionary catalog) throws IOException {
        PdfStreams streams = new PdfStreams();
        PdfContents contents = new PdfContents();
        new PdfWalk() {
            @Override
            void visit(COSDictionary it) throws IOException {
                if (it instanceof COSStream stream) {
                    // Of streams alone: elsewhere a font may be called so.
                    ELSEWHERE.forEach(it::removeItem);
                    LEFT_OUT.forEach(it::removeItem);
                    streams.mustBeBounded(stream);
                }
                contents.mustBeBounded(it);
            }
        }.over(catalog);
    }

    private static void mustNotAct(COSDictionary it) {
        for (COSName key : it.keySet()) {
            String name = key.getName();
            if (isEmptyTree(it.getDictionaryObject(key))) {
                continue;
            }
            if (SCRIPTS.contains(name)) {
                throw IntakeProblem.pdf_active.with("JavaScript");
            }
            if (name.equals("XFA")) {
                throw IntakeProblem.pdf_active.with("XFA");
            }
            if (FILES.contains(name)) {
                throw IntakeProblem.pdf_active.with("attachment");
            }
        }
        for (COSName key : List.of(COSName.S, COSName.SUBTYPE, COSName.TYPE)) {
            if (it.getDictionaryObject(key) instanceof COSName value
                    && ACTIVE.contains(value.getName())) {
                throw IntakeProblem.pdf_active.with(value.getName());
            }
        }
        boolean postScript =
                it instanceof COSStream
                        && COSName.getPDFName("PS").equals(it.getDictionaryObject(COSName.SUBTYPE));
        if (postScript) {
            throw IntakeProblem.pdf_active.with("PostScript");
        }
    }

    /// As some programs leave where there was something.
    private static boolean isEmptyTree(@Nullable COSBase it) {
        return it instanceof COSDictionary tree
                && !(it instanceof COSStream)
                && tree.keySet().stream().allMatch(COSName.NAMES::equals)
                && tree.getDictionaryObject(COSName.NAMES) instanceof COSArray names
                && names.size() == 0;
    }

    final void over(COSDictionary root) throws IOException {
        todo.push(root);
        while (!todo.isEmpty()) {
            COSBase next = todo.pop();
            COSBase it = next instanceof COSObject reference ? reference.getObject() : next;
            boolean holds = it instanceof COSDictionary || it instanceof COSArray;
            if (!holds || !seen.add(it)) {
                continue;
            }
            if (seen.size() > MAX_NODES) {
                throw PdfWork.tooLarge("> " + MAX_NODES + " objects");
            }
            if (it instanceof COSDictionary dictionary) {
                visit(dictionary);
                for (COSName key : new ArrayList<>(dictionary.keySet())) {
                    if (isOfNothing(dictionary.getItem(key))) {
                        dictionary.removeItem(key);
                    }
                    push(dictionary.getItem(key));
                }
            } else if (it instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (isOfNothing(array.get(i))) {
                        array.set(i, COSNull.NULL);
                    }
                    push(array.get(i));
                }
            }
        }
    }

    /// A reference to an object that is not there says null (ISO 32000-2 §7.3.10); kept, it would
    /// name whatever gets its number.
    private static boolean isOfNothing(@Nullable COSBase it) {
        return it instanceof COSObject reference && reference.getObject() == null;
    }

    private void push(@Nullable COSBase it) {
        if (it instanceof COSObject || it instanceof COSDictionary || it instanceof COSArray) {
            todo.push(it);
        }
    }
}
