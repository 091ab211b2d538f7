package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Reference;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes Signature.xml and Signatures.xml (GB/T 33190 §18): the same order, the same bytes.
final class SignatureWriter {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SM3 = "1.2.156.10197.1.401";
    private static final String SM3_WITH_SM2 = "1.2.156.10197.1.501";

    private SignatureWriter() {}

    /// @param number of the first stamp's id
    static byte[] signature(
            OfdOrder order,
            SignaturePlace place,
            long number,
            List<Stamp> stamps,
            List<Reference> references) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("<ofd:Signature xmlns:ofd=\"" + OfdXml.NAMESPACE + "\"><ofd:SignedInfo>");
        OfdOrder.Maker maker = order.maker();
        out.append("<ofd:Provider ProviderName=\"" + text(maker.name()));
        out.append("\" Version=\"" + text(maker.version()));
        out.append("\" Company=\"" + text(maker.company()) + "\"/>");
        element(out, "SignatureMethod", SM3_WITH_SM2);
        element(out, "SignatureDateTime", SignedTime.written(order.at()));
        out.append("<ofd:References CheckMethod=\"" + SM3 + "\">");
        for (Reference it : references) {
            out.append("<ofd:Reference FileRef=\"" + text(it.file()) + "\">");
            element(out, "CheckValue", it.digest());
            out.append("</ofd:Reference>");
        }
        out.append("</ofd:References>");
        for (Stamp it : stamps) {
            out.append("<ofd:StampAnnot ID=\"" + id(number++) + "\" PageRef=\"");
            out.append(text(it.page()) + "\" Boundary=\"" + box(it.boundary()) + "\"");
            it.clip().ifPresent(clip -> out.append(" Clip=\"" + box(clip) + "\""));
            out.append("/>");
        }
        out.append("<ofd:Seal>");
        element(out, "BaseLoc", place.seal());
        out.append("</ofd:Seal></ofd:SignedInfo>");
        element(out, "SignedValue", place.value());
        return bytes(out.append("</ofd:Signature>"));
    }

    /// @param highest number of any id so far
    static byte[] list(List<Listed> signatures, long highest) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("<ofd:Signatures xmlns:ofd=\"" + OfdXml.NAMESPACE + "\">");
        element(out, "MaxSignId", id(highest));
        for (Listed it : signatures) {
            out.append("<ofd:Signature ID=\"" + text(it.id()) + "\" Type=\"" + text(it.type()));
            out.append("\" BaseLoc=\"" + text(it.location()) + "\"/>");
        }
        return bytes(out.append("</ofd:Signatures>"));
    }

    /// An xs:ID, which begins with no digit.
    static String id(long number) {
        return String.format(Locale.ROOT, "s%03d", number);
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append("<ofd:" + name + ">" + text(text) + "</ofd:" + name + ">");
    }

    private static byte[] bytes(StringBuilder out) {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String box(Area area) {
        return List.of(area.left(), area.top(), area.width(), area.height()).stream()
                .map(SignatureWriter::number)
                .collect(Collectors.joining(" "));
    }

    /// Microns.
    private static String number(double millimetres) {
        BigDecimal out = BigDecimal.valueOf(millimetres).setScale(3, RoundingMode.HALF_UP);
        return out.signum() == 0 ? "0" : out.stripTrailingZeros().toPlainString();
    }

    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
