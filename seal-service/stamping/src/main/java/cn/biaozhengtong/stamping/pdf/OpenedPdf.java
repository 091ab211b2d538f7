package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.List;

/// A document that may be stamped as far as its form says: readable, not encrypted, nothing active
/// in it.
record OpenedPdf(
        PdfFile file,
        Ref root,
        Dictionary catalog,
        List<PdfPage> pages,
        Form form,
        Permissions permissions) {
    /// @throws RefusedException not_readable, too_large, active_content
    static OpenedPdf read(PdfFile file) throws IOException, RefusedException {
        if (!(file.trailer().get("Root") instanceof Ref root)) {
            throw new RefusedException(Refusal.not_readable, "no catalog");
        }
        Dictionary catalog = file.dictionary(root);
        List<PdfPage> pages = PageTree.read(file, catalog);
        ActiveContent.refuse(file, catalog, pages);
        Form form = Form.read(file, catalog);
        Permissions permissions = Permissions.read(file, catalog, form);
        return new OpenedPdf(file, root, catalog, pages, form, permissions);
    }

    /// @throws RefusedException page_absent
    PdfPage page(int number) throws RefusedException {
        if (number < 1 || number > pages.size()) {
            throw new RefusedException(Refusal.page_absent, "page " + number);
        }
        return pages.get(number - 1);
    }

    PageGeometry geometry(PdfPage page) throws IOException, RefusedException {
        return PageGeometry.of(file, page.whole());
    }

    /// @throws RefusedException does_not_fit when a box does not stand wholly on its page
    Box fitting(Box box, PageGeometry page) throws RefusedException {
        double slack = 0.01;
        boolean fits =
                box.left() >= -slack
                        && box.top() >= -slack
                        && box.left() + box.width() <= page.width() + slack
                        && box.top() + box.height() <= page.height() + slack;
        if (!fits) {
            throw new RefusedException(Refusal.does_not_fit, "page " + box.page());
        }
        return box;
    }
}
