package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Placement;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In a tagged document every seal and slice has its place among the tags, and words.
class PdfTagsTest {
    @TempDir private Path folder;

    private static RawPdf tagged(String parentTree) {
        RawPdf raw = RawPdf.pages(3);
        int document = raw.add("");
        int root = raw.add("");
        raw.set(document, "<</Type /StructElem /S /Document /P " + root + " 0 R /K []>>");
        int leaf = raw.add("<</Limits [0 3] /Nums [0 [] 3 []]>>");
        String tree = parentTree.replace("LEAF", leaf + " 0 R");
        raw.set(
                root,
                "<</Type /StructTreeRoot /K [" + document + " 0 R] /ParentTree " + tree + ">>");
        return raw.catalog("/StructTreeRoot " + root + " 0 R /MarkInfo <</Marked true>>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<</Nums [0 [] 3 []]>>", "<</Kids [LEAF]>>"})
    void seals_areTagged_withTheirWords(String parentTree) throws Exception {
        Path source = tagged(parentTree).table(folder);
        PdfFixture.Stamped first =
                PdfFixture.stamp(source, PdfFixture.at(1, 200, 200), new Placement.Seam(0.5));
        PdfFixture.Stamped second =
                PdfFixture.stamp(first.file(), PdfFixture.at(2, 200, 200), new Placement.Seam(0.5));
        assertThat(Changes.between(first.file(), second.file()).undefined()).isEmpty();
        try (PDDocument document = Loader.loadPDF(second.file().toFile())) {
            PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
            int checked = 0;
            for (PDPage page : document.getPages()) {
                assertThat(page.getCOSObject().getNameAsString("Tabs")).isEqualTo("S");
                for (PDAnnotation it : page.getAnnotations()) {
                    assertThat(it.getContents()).contains("公章");
                    isTagged(it, root);
                    checked++;
                }
            }
            assertThat(checked).isEqualTo(8);
            assertThat(root.getParentTreeNextKey()).isEqualTo(12);
        }
    }

    private static void isTagged(PDAnnotation annotation, PDStructureTreeRoot root)
            throws Exception {
        int key = annotation.getStructParent();
        assertThat(key).isGreaterThan(3);
        PDParentTreeValue value = (PDParentTreeValue) root.getParentTree().getValue(key);
        COSDictionary element = (COSDictionary) value.getCOSObject();
        COSDictionary reference = element.getCOSDictionary(COSName.K);
        assertThat(reference.getCOSDictionary(COSName.OBJ)).isSameAs(annotation.getCOSObject());
        assertThat(element.getCOSDictionary(COSName.P).getNameAsString("S")).isEqualTo("Document");
    }

    @Test
    void untagged_getsNoTags() throws Exception {
        PdfFixture.Stamped stamped =
                PdfFixture.stamp(RawPdf.pages(2).table(folder), PdfFixture.at(1, 200, 200));
        try (PDDocument document = Loader.loadPDF(stamped.file().toFile())) {
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNull();
        }
    }
}
