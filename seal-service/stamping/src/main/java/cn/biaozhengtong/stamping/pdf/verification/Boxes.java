package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.Pages;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where fields are seen: on the page as it is seen, turned, cut and scaled.
final class Boxes {
    private final View view;
    private final Pages pages;
    private final Map<PdfObject, Integer> pageOf = new HashMap<>();

    Boxes(View view, Pages pages) {
        this.view = view;
        this.pages = pages;
        for (int page = 1; page <= pages.count(); page++) {
            for (PdfObject it : view.items(pages.page(page).get("Annots"))) {
                pageOf.putIfAbsent(it, page);
            }
        }
    }

    /// Empty where it is seen nowhere.
    List<Box> of(Field field) {
        List<Box> out = new ArrayList<>();
        for (Field.Widget each : field.widgets()) {
            int page = pageOf.getOrDefault(each.object(), 0);
            double[] corners = corners(each.dictionary().get("Rect"));
            if (page > 0 && corners[0] < corners[2] && corners[1] < corners[3]) {
                out.add(seen(page, corners));
            }
        }
        return out;
    }

    private Box seen(int page, double[] on) {
        Dictionary dictionary = pages.page(page);
        double[] media = corners(dictionary.get("MediaBox"));
        double[] crop = corners(dictionary.get("CropBox"));
        boolean cropped = crop[0] < crop[2] && crop[1] < crop[3];
        double[] box = cropped ? cut(crop, media) : media;
        double unit = Math.max(number(dictionary.get("UserUnit"), 1), 0);
        double left = (on[0] - box[0]) * unit;
        double right = (box[2] - on[2]) * unit;
        double top = (box[3] - on[3]) * unit;
        double bottom = (on[1] - box[1]) * unit;
        double width = (on[2] - on[0]) * unit;
        double height = (on[3] - on[1]) * unit;
        return switch (Math.floorMod((int) number(dictionary.get("Rotate"), 0) / 90, 4)) {
            case 1 -> new Box(page, bottom, left, height, width);
            case 2 -> new Box(page, right, bottom, width, height);
            case 3 -> new Box(page, top, right, height, width);
            default -> new Box(page, left, top, width, height);
        };
    }

    private static double[] cut(double[] one, double[] other) {
        return new double[] {
            Math.max(one[0], other[0]),
            Math.max(one[1], other[1]),
            Math.min(one[2], other[2]),
            Math.min(one[3], other[3])
        };
    }

    /// Lower left and upper right; all 0 when it is no rectangle.
    private double[] corners(PdfObject object) {
        List<PdfObject> items = view.items(object);
        if (items.size() != 4) {
            return new double[4];
        }
        double[] it = items.stream().mapToDouble(each -> number(each, 0)).toArray();
        return new double[] {
            Math.min(it[0], it[2]),
            Math.min(it[1], it[3]),
            Math.max(it[0], it[2]),
            Math.max(it[1], it[3])
        };
    }

    private double number(PdfObject object, double otherwise) {
        return view.resolve(object) instanceof Number it ? it.value() : otherwise;
    }
}
