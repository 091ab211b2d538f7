package cn.biaozhengtong.identity.verification.provider.cpcn;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// CPCN's message form: XML in Base64 with a signature in hexadecimal, both ways; a form field each
/// when asked, with a comma between in the answer. What does not verify is no answer.
final class CpcnMessages {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MOST = 64 << 10;

    private final CpcnProperties properties;
    private final PrivateKey key;
    private final Certificate theirs;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    CpcnMessages(CpcnProperties properties) {
        this.properties = properties;
        try (InputStream mine = Files.newInputStream(properties.keyStore());
                InputStream other = Files.newInputStream(properties.certificate())) {
            char[] password = properties.keyStorePassword().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(mine, password);
            this.key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
            this.theirs = CertificateFactory.getInstance("X.509").generateCertificate(other);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("bzt.cpcn: the key or the certificate is unusable", e);
        }
    }

    /// It did not answer, or nothing that bears its signature.
    static final class NoAnswer extends Exception {
        NoAnswer(String message) {
            super(message);
        }
    }

    /// What the answer's fields hold; empty where there is none of the name.
    record Answer(Document document) {
        String field(String name) {
            return Optional.ofNullable(document.getElementsByTagName(name).item(0))
                    .map(it -> it.getTextContent().strip())
                    .orElse("");
        }
    }

    Answer ask(String code, Map<String, String> fields) throws NoAnswer {
        byte[] message = message(code, fields);
        String form =
                "message="
                        + encoded(Base64.getEncoder().encodeToString(message))
                        + "&signature="
                        + sign(message);
        HttpRequest request =
                HttpRequest.newBuilder(properties.url())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new NoAnswer("status " + answer.statusCode());
                }
                return read(new String(body.readNBytes(MOST), StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new NoAnswer(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted");
        }
    }

    private byte[] message(String code, Map<String, String> fields) {
        try (var bytes = new java.io.ByteArrayOutputStream()) {
            XMLStreamWriter out =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("Request");
            out.writeAttribute("version", "2.0");
            out.writeStartElement("Head");
            element(out, "TxCode", code);
            out.writeEndElement();
            out.writeStartElement("Body");
            element(out, "InstitutionID", properties.institution());
            for (Map.Entry<String, String> it : fields.entrySet()) {
                element(out, it.getKey(), it.getValue());
            }
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void element(XMLStreamWriter out, String name, String text)
            throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(properties.signature());
            signature.initSign(key);
            signature.update(message);
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer read(String text) throws NoAnswer {
        String[] parts = text.strip().split(",", -1);
        try {
            byte[] message = Base64.getDecoder().decode(parts[0]);
            Signature signature = Signature.getInstance(properties.signature());
            signature.initVerify(theirs);
            signature.update(message);
            if (parts.length != 2 || !signature.verify(HexFormat.of().parseHex(parts[1]))) {
                throw new NoAnswer("not signed by CPCN");
            }
            return new Answer(
                    parser().parse(
                                    new InputSource(
                                            new StringReader(
                                                    new String(message, StandardCharsets.UTF_8)))));
        } catch (IllegalArgumentException
                | GeneralSecurityException
                | IOException
                | SAXException e) {
            throw new NoAnswer("unreadable: " + e.getClass().getSimpleName());
        }
    }

    /// Without document types there are no entities to expand or fetch.
    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder it = factory.newDocumentBuilder();
            // The default one prints to standard error.
            it.setErrorHandler(null);
            return it;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
