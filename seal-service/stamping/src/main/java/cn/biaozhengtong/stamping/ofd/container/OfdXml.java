package cn.biaozhengtong.stamping.ofd.container;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads OFD's XML from front to back, without a DTD, entities of its own or anything from outside.
///
/// Elements count by local name in the namespace of GB/T 33190 or an older one of the same body;
/// elements of others are passed over with all that is in them. In files that say what pages look
/// like none of those may be named as one of ours: a reader that asks for names alone would draw
/// it.
public final class OfdXml {
    /// The namespace of GB/T 33190-2016.
    public static final String NAMESPACE = "http://www.ofdspec.org/2016";

    private static final String ANY_YEAR = "http://www.ofdspec.org";
    private static final int MAX_DEPTH = 100;

    /// Roots of files that say what pages look like.
    private static final Set<String> LOOKS =
            Set.of("Document", "Page", "Annotations", "PageAnnot", "Res");

    /// What is drawn, and what says where it is found.
    private static final Set<String> DRAWN =
            Set.of(
                    "Pages",
                    "Page",
                    "TemplatePage",
                    "PublicRes",
                    "DocumentRes",
                    "Annotations",
                    "PageArea",
                    "Area",
                    "PhysicalBox",
                    "ApplicationBox",
                    "Template",
                    "PageRes",
                    "Content",
                    "Layer",
                    "PageBlock",
                    "TextObject",
                    "TextCode",
                    "CGTransform",
                    "Glyphs",
                    "PathObject",
                    "AbbreviatedData",
                    "ImageObject",
                    "CompositeObject",
                    "FillColor",
                    "StrokeColor",
                    "Clips",
                    "Clip",
                    "FileLoc",
                    "Annot",
                    "Appearance",
                    "Font",
                    "FontFile",
                    "DrawParam",
                    "ColorSpace",
                    "MultiMedia",
                    "MediaFile",
                    "CompositeGraphicUnit");

    private OfdXml() {}

    /// What reads along.
    public interface Handler {
        /// An element begins.
        default void begins(XmlTag tag) throws IOException, RefusedException {}

        /// An element ends.
        ///
        /// @param text its own characters, without those of elements inside
        default void ends(XmlTag tag, String text) throws IOException, RefusedException {}
    }

    private record Open(XmlTag tag, StringBuilder text) {}

    /// @param root the local name that the root must have
    public static void read(Container container, Entry entry, String root, Handler handler)
            throws IOException, RefusedException {
        if (entry.length() > container.partLimit()) {
            throw new RefusedException(Refusal.too_large, "XML");
        }
        try (InputStream in = container.read(entry)) {
            read(in, root, handler);
            // The check sum is judged at the end.
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// The JDK's reader closes what it has read to the end, and throws an [IOException] of its own
    /// for bytes that are no characters: this remembers which ones were the file's.
    private static final class Source extends FilterInputStream {
        private @Nullable IOException failure;

        private Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return in.read(into, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() {}
    }

    /// The same of bytes at hand.
    public static void read(InputStream in, String root, Handler handler)
            throws IOException, RefusedException {
        Source source = new Source(in);
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(source);
            try {
                if (!new Walk(reader, handler).toTheEnd().equals(root)) {
                    throw new ZipException("not " + root);
                }
            } finally {
                reader.close();
            }
        } catch (ZipException e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's reader throws many things for odd encodings.
            throw source.failure != null ? source.failure : malformed(e);
        }
    }

    private static ZipException malformed(Exception cause) {
        ZipException out = new ZipException("XML");
        out.initCause(cause);
        return out;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLReporter((message, type, related, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /// Goes from element to element, and hands ours on.
    private static final class Walk {
        private final XMLStreamReader in;
        private final Handler handler;
        private final Deque<Open> open = new ArrayDeque<>();
        private String root = "";

        private Walk(XMLStreamReader in, Handler handler) {
            this.in = in;
            this.handler = handler;
        }

        /// @return the root's local name
        private String toTheEnd() throws XMLStreamException, IOException, RefusedException {
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begins();
                    case XMLStreamConstants.END_ELEMENT -> {
                        Open it = open.pop();
                        handler.ends(it.tag, it.text.toString());
                    }
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE -> {
                        Open it = open.peek();
                        if (it != null) {
                            it.text.append(in.getText());
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new ZipException("DTD or entity");
                    default -> {}
                }
            }
            return root;
        }

        private void begins() throws XMLStreamException, IOException, RefusedException {
            if (open.isEmpty() && !isOurs(in) || open.size() >= MAX_DEPTH) {
                throw new ZipException("root or depth");
            }
            if (!isOurs(in)) {
                pass();
                return;
            }
            Open it = begun(in, open.peek());
            if (open.isEmpty()) {
                root = it.tag.name();
            }
            handler.begins(it.tag);
            open.push(it);
        }

        private void pass() throws XMLStreamException, ZipException {
            int depth = 0;
            int event = XMLStreamConstants.START_ELEMENT;
            while (true) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (LOOKS.contains(root) && DRAWN.contains(in.getLocalName())) {
                        throw new ZipException("named as one of ours");
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
                if (depth > MAX_DEPTH) {
                    throw new ZipException("depth");
                }
                if (depth == 0) {
                    return;
                }
                event = in.next();
            }
        }
    }

    private static boolean isOurs(XMLStreamReader in) {
        String uri = in.getNamespaceURI();
        return uri != null && (uri.equals(NAMESPACE) || uri.startsWith(ANY_YEAR));
    }

    private static Open begun(XMLStreamReader in, @Nullable Open above) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String uri = in.getAttributeNamespace(i);
            if (uri == null || uri.isEmpty()) {
                attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
            }
        }
        String name = in.getLocalName();
        String path = above == null ? name : above.tag.path() + "/" + name;
        return new Open(new XmlTag(path, attributes), new StringBuilder());
    }
}
