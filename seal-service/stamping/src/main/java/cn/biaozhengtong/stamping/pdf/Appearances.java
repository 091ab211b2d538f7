package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Appearances that draw a seal or a slice of it (ISO 32000-2 §12.5.5); all share one picture. They
/// hang on annotations: what a page's content leaves behind of its graphics state does not move
/// them.
final class Appearances {
    private static final byte[] SRGB =
            SealImage.deflate(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());

    private final Increment increment;
    private final SealSize seal;
    private final Ref picture;
    private final Map<Dictionary, Ref> written = new HashMap<>();

    Appearances(Increment increment, SealSize seal, SealImage image) {
        this.increment = increment;
        this.seal = seal;
        this.picture = picture(image);
    }

    private Ref picture(SealImage image) {
        // A profile, so that the colour depends on no device, as PDF/A wants it.
        Dictionary profile =
                PdfValue.dictionary(
                        "N", PdfValue.number(3),
                        "Alternate", PdfValue.name("DeviceRGB"),
                        "Filter", PdfValue.name("FlateDecode"));
        PdfValue space =
                new PdfValue.Array(
                        java.util.List.of(
                                PdfValue.name("ICCBased"), increment.addStream(profile, SRGB)));
        Dictionary mask = plane(image, PdfValue.name("DeviceGray"), image.opacityBits());
        Ref opacity = increment.addStream(mask, image.opacity());
        Dictionary colours = plane(image, space, 8).with("SMask", opacity);
        return increment.addStream(colours, image.colours());
    }

    private static Dictionary plane(SealImage image, PdfValue space, int bits) {
        return PdfValue.dictionary(
                "Type", PdfValue.name("XObject"),
                "Subtype", PdfValue.name("Image"),
                "Width", PdfValue.number(image.width()),
                "Height", PdfValue.number(image.height()),
                "ColorSpace", space,
                "BitsPerComponent", PdfValue.number(bits),
                "Filter", PdfValue.name("FlateDecode"));
    }

    /// @param around the annotation's rectangle as seen; the site's box, or larger
    Ref of(Site site, Box around) {
        double unit = site.geometry().unit();
        double width = seal.width() / unit;
        double height = seal.height() / unit;
        double left = (site.box().left() - around.left()) / unit;
        double below =
                (around.top() + around.height() - site.box().top() - site.box().height()) / unit;
        String content =
                String.join(
                        " ",
                        "q",
                        PdfText.decimal(width),
                        "0 0",
                        PdfText.decimal(height),
                        PdfText.decimal(left - width * site.slice() / site.slices()),
                        PdfText.decimal(below),
                        "cm /Seal Do Q");
        Dictionary form =
                PdfValue.dictionary(
                        "Type", PdfValue.name("XObject"),
                        "Subtype", PdfValue.name("Form"),
                        "BBox",
                                PdfValue.numbers(
                                        0, 0, around.width() / unit, around.height() / unit),
                        "Matrix", site.geometry().upright(),
                        "Resources",
                                PdfValue.dictionary(
                                        "XObject", PdfValue.dictionary("Seal", picture)));
        // The place is part of the key: two slices differ in nothing else.
        return written.computeIfAbsent(
                form.with("Content", new PdfValue.Token(content)),
                key -> increment.addStream(form, content.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
