package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Tells OFD.xml where the list of signatures is: one element more, every other byte as it was.
final class CatalogueEdit {
    private static final Pattern END = Pattern.compile("</([\\w.-]+:)?DocBody\\s*>");

    private CatalogueEdit() {}

    /// @param catalogue of one document without signatures
    /// @param list absolute path of Signatures.xml
    static byte[] naming(byte[] catalogue, String list) throws RefusedException {
        // Marks of a tag are single bytes in every encoding of which ASCII is a part.
        String text = new String(catalogue, StandardCharsets.ISO_8859_1);
        Matcher end = END.matcher(text);
        int at = -1;
        String prefix = "";
        while (end.find()) {
            at = end.start();
            prefix = end.group(1) == null ? "" : end.group(1);
        }
        if (at < 0) {
            throw new RefusedException(Refusal.not_readable, "encoding of OFD.xml");
        }
        byte[] named = SignatureWriter.text(list).getBytes(encoding(catalogue));
        String element =
                "<"
                        + prefix
                        + "Signatures>"
                        + new String(named, StandardCharsets.ISO_8859_1)
                        + "</"
                        + prefix
                        + "Signatures>";
        return (text.substring(0, at) + element + text.substring(at))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Charset encoding(byte[] xml) throws RefusedException {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String said = in.getCharacterEncodingScheme();
            return said == null ? StandardCharsets.UTF_8 : Charset.forName(said);
        } catch (XMLStreamException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new RefusedException(Refusal.not_readable, "encoding of OFD.xml", e);
        }
    }
}
