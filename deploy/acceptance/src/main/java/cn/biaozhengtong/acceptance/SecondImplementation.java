package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/// P3. Everything the suite's authority publishes, asked for, read and verified by OpenSSL, which
/// gets nothing but certificates: every revocation list, OCSP answers, a time stamp; and each must
/// say what is true.
///
/// OpenSSL 3.0 takes no SM2 identity for lists, OCSP and time stamps, so there it verifies the
/// signature over the bytes that were signed.
final class SecondImplementation {
    private static final int SHARDS = 64;

    /// Apart from `it.pem`, about which questions are asked.
    private static final String CHECKED = "checked.pem";

    private static final List<String> HASHES = List.of("sha1", "sha256", "sm3");

    /// A run that asked nothing of one of these has shown nothing.
    private static final List<String> KINDS =
            List.of(
                    "certificates",
                    "OCSP answers",
                    "OCSP answers by GET",
                    "OCSP answers verified",
                    "lists that say what is true",
                    "lists verified",
                    "time stamps",
                    "time stamps whose content is what was signed",
                    "time stamps verified");

    private final Endpoints endpoints;
    private final Api api;
    private final Bidder revoked;
    private final Bidder active;
    private final Stranger openssl = new Stranger();
    private final Map<String, Integer> passed = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /// @param revoked whose signing certificate was revoked just now
    /// @param active whose certificates are good
    SecondImplementation(Endpoints endpoints, Bidder revoked, Bidder active) {
        this.endpoints = endpoints;
        this.revoked = revoked;
        this.active = active;
        this.api = active.phone().api();
    }

    Map<String, Object> run() {
        Certificate issuing = active.wallet().chain().getFirst();
        Certificate root = active.wallet().chain().getLast();
        openssl.write("root.pem", root.pem().getBytes(StandardCharsets.US_ASCII));
        openssl.write("issuing.pem", issuing.pem().getBytes(StandardCharsets.US_ASCII));
        openssl.key("root.key", "root.pem");
        openssl.key("issuing.key", "issuing.pem");
        certificate("root", root, "-CAfile", "root.pem");
        certificate("issuing CA", issuing, "-CAfile", "root.pem");
        for (Bidder each : List.of(revoked, active)) {
            each.wallet().certificates().forEach(it -> certificate("pair", it, ofTheIssuing()));
        }
        ocsp();
        lists();
        rootList();
        timeStamp();
        KINDS.stream()
                .filter(it -> !passed.containsKey(it))
                .forEach(it -> failures.add("no " + it));
        failures.forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P3");
        out.put("second_implementation", openssl.ran("version").strip());
        out.put("passed", passed);
        out.put("failed", failures.size());
        out.put("ok", failures.isEmpty());
        return out;
    }

    private static String[] ofTheIssuing() {
        return new String[] {"-partial_chain", "-trusted", "issuing.pem"};
    }

    private void certificate(String kind, Certificate it, String... trust) {
        openssl.write(CHECKED, it.pem().getBytes(StandardCharsets.US_ASCII));
        List<String> command = new ArrayList<>(List.of("verify", "-vfyopt", Stranger.ID));
        command.addAll(List.of(trust));
        command.add(CHECKED);
        String out = openssl.ran(command).strip();
        note(kind + " " + it.serial(), "certificates", out, out.equals(CHECKED + ": OK"));
    }

    private void ocsp() {
        for (String hash : HASHES) {
            asked("revoked", revoked.wallet().signing(), "issuing.pem", hash);
            for (Certificate mine : active.wallet().certificates()) {
                asked("good", mine, "issuing.pem", hash);
            }
            // The root issued none of these.
            asked("unknown", active.wallet().signing(), "root.pem", hash);
        }
        numbered("unknown", SerialNumber.random());
        numbered("revoked", revoked.wallet().signing().serial());
        numbered("good", active.wallet().signing().serial());
    }

    /// `openssl ocsp -issuer … -cert …`, which asks and looks for its own question in the answer.
    private void asked(String wanted, Certificate about, String issuer, String hash) {
        openssl.write("it.pem", about.pem().getBytes(StandardCharsets.US_ASCII));
        List<String> question = List.of("-" + hash, "-issuer", issuer, "-cert", "it.pem", "-nonce");
        told(wanted, "it.pem", question);
        byGet(wanted, hash, issuer, "it.pem", List.of("-cert", "it.pem"));
    }

    private void numbered(String wanted, SerialNumber serial) {
        String number = "0x" + serial.hex();
        told(wanted, number, List.of("-issuer", "issuing.pem", "-serial", number));
        byGet(wanted, "sha1", "issuing.pem", number, List.of("-serial", number));
    }

    private void told(String wanted, String name, List<String> question) {
        List<String> command = new ArrayList<>(List.of("ocsp", "-noverify"));
        command.addAll(List.of("-url", endpoints.gateway() + "/ocsp", "-respout", "it.der"));
        command.addAll(question);
        openssl.remove("it.der");
        String out = openssl.ran(command);
        note("OCSP " + question, "OCSP answers", out, says(out, name, wanted));
        answerIsSigned();
    }

    private static boolean says(String out, String name, String wanted) {
        return out.lines().anyMatch(it -> it.equals(name + ": " + wanted));
    }

    private void byGet(String wanted, String hash, String issuer, String name, List<String> about) {
        List<String> question = new ArrayList<>(List.of("-" + hash, "-issuer", issuer));
        question.addAll(about);
        List<String> command = new ArrayList<>(List.of("ocsp", "-no_nonce", "-reqout", "q.der"));
        command.addAll(question);
        openssl.remove("q.der");
        openssl.ran(command);
        String text = Base64.getEncoder().encodeToString(openssl.read("q.der"));
        for (String form :
                List.of(text, URLEncoder.encode(text, StandardCharsets.US_ASCII), "/" + text)) {
            String said;
            try {
                openssl.write("it.der", api.bytes("/ocsp/" + form, ""));
                List<String> reading =
                        new ArrayList<>(List.of("ocsp", "-noverify", "-respin", "it.der"));
                reading.addAll(question);
                said = openssl.ran(reading);
            } catch (Api.Refused e) {
                said = e.toString();
            }
            note("GET /ocsp/" + form, "OCSP answers by GET", said, says(said, name, wanted));
        }
    }

    /// The answer in `it.der`.
    private void answerIsSigned() {
        ASN1Sequence response = ASN1Sequence.getInstance(openssl.read("it.der"));
        ASN1Sequence bytes =
                ASN1Sequence.getInstance(
                        ASN1TaggedObject.getInstance(response.getObjectAt(1))
                                .getExplicitBaseObject());
        ASN1Sequence basic =
                ASN1Sequence.getInstance(
                        ASN1OctetString.getInstance(bytes.getObjectAt(1)).getOctets());
        ASN1Sequence responders =
                ASN1Sequence.getInstance(
                        ASN1TaggedObject.getInstance(basic.getObjectAt(3)).getExplicitBaseObject());
        signer(Stranger.der(responders.getObjectAt(0)), "OCSP responder", "OCSP Signing");
        signed("OCSP", "OCSP answers verified", basic, "signer.key");
    }

    private void lists() {
        String bad = hex(revoked.wallet().signing().serial());
        String well = hex(active.wallet().signing().serial());
        String named = URI.create(revoked.wallet().signing().crlUrls().getFirst()).getPath();
        for (int i = -1; i < SHARDS; i++) {
            String name = i < 0 ? "issuing" : "shard-" + i;
            boolean has = i < 0 || named.equals("/crl/" + name + ".crl");
            String full = list(name + ".crl", "issuing.key");
            note(
                    name + ".crl",
                    "lists that say what is true",
                    full,
                    isList(full) && lists(full, bad) == has && !lists(full, well));
            String delta = list(name + "-delta.crl", "issuing.key");
            note(
                    name + "-delta.crl",
                    "lists that say what is true",
                    delta,
                    isList(delta)
                            && delta.contains("X509v3 Delta CRL Indicator: critical")
                            && (has || !lists(delta, bad))
                            && !lists(delta, well));
        }
    }

    /// By which the issuing CA is judged.
    private void rootList() {
        Certificate issuing = active.wallet().chain().getFirst();
        note(
                "the issuing CA's list",
                "lists that say what is true",
                issuing.crlUrls().toString(),
                issuing.crlUrls().size() == 1
                        && issuing.crlUrls().getFirst().endsWith("/crl/root.crl"));
        String text = list("root.crl", "root.key");
        note(
                "root.crl",
                "lists that say what is true",
                text,
                isList(text)
                        && text.contains("No Revoked Certificates.")
                        && !lists(text, hex(issuing.serial())));
    }

    private static boolean isList(String text) {
        return text.startsWith("Certificate Revocation List (CRL):")
                && text.contains("SM2-with-SM3")
                && text.contains("X509v3 CRL Number:");
    }

    private static boolean lists(String text, String serial) {
        return text.lines().anyMatch(it -> it.strip().equals("Serial Number: " + serial));
    }

    private static String hex(SerialNumber serial) {
        String out = serial.hex().toUpperCase(Locale.ROOT);
        return out.length() % 2 == 0 ? out : "0" + out;
    }

    private String list(String file, String key) {
        byte[] der = api.bytes("/crl/" + file, "");
        openssl.write("it.der", der);
        signed(file, "lists verified", ASN1Sequence.getInstance(der), key);
        return openssl.ran("crl", "-inform", "DER", "-in", "it.der", "-noout", "-text");
    }

    /// OpenSSL makes the question, with a nonce of its own.
    private void timeStamp() {
        String digest = Sm3.hex(new byte[] {1});
        openssl.ran("ts", "-query", "-sm3", "-digest", digest, "-cert", "-out", "q.tsq");
        String asked = openssl.ran("ts", "-query", "-in", "q.tsq", "-text");
        byte[] der = api.post("/tsa", "", "application/timestamp-query", openssl.read("q.tsq"));
        openssl.write("it.der", der);
        String said = openssl.ran("ts", "-reply", "-in", "it.der", "-text");
        boolean same =
                said.contains("Status: Granted")
                        && line(said, "Hash Algorithm:").equals("Hash Algorithm: sm3")
                        && imprint(said).equals(digest)
                        && !line(asked, "Nonce:").isEmpty()
                        && line(said, "Nonce:").equals(line(asked, "Nonce:"));
        note("time stamp", "time stamps", said, same);
        SignedData data =
                SignedData.getInstance(
                        ContentInfo.getInstance(ASN1Sequence.getInstance(der).getObjectAt(1))
                                .getContent());
        SignerInfo by = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        openssl.write(
                "content",
                ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets());
        String hash = openssl.ran("dgst", "-sm3", "-r", "content");
        byte[] attributes = Stranger.der(by.getAuthenticatedAttributes());
        String hex = HexFormat.of().formatHex(attributes);
        note(
                "time stamp",
                "time stamps whose content is what was signed",
                hash,
                hash.matches("(?s)[0-9a-f]{64}[^0-9a-f].*") && hex.contains(hash.substring(0, 64)));
        signer(Stranger.der(certificateOf(by, data)), "time stamping authority", "Time Stamping");
        verify(
                "time stamp",
                "time stamps verified",
                attributes,
                by.getEncryptedDigest().getOctets(),
                "signer.key");
    }

    private static String line(String text, String begin) {
        return text.lines()
                .map(String::strip)
                .filter(it -> it.startsWith(begin))
                .findFirst()
                .orElse("");
    }

    /// From OpenSSL's hexadecimal dump: `0000 - 12 34 …-56 … text`.
    private static String imprint(String text) {
        StringBuilder out = new StringBuilder();
        text.lines()
                .dropWhile(it -> !it.startsWith("Message data:"))
                .skip(1)
                .takeWhile(it -> it.matches("    [0-9a-f]{4} - .*"))
                .forEach(it -> out.append(it, 11, 58));
        return out.toString().replaceAll("[ -]", "");
    }

    private static ASN1Encodable certificateOf(SignerInfo by, SignedData data) {
        var serial = IssuerAndSerialNumber.getInstance(by.getSID().getId()).getSerialNumber();
        for (ASN1Encodable each : data.getCertificates()) {
            var it = org.bouncycastle.asn1.x509.Certificate.getInstance(each);
            if (it.getSerialNumber().equals(serial)) {
                return each;
            }
        }
        throw new IllegalStateException("the signer's certificate is missing");
    }

    /// A certificate that came along: of the issuing CA, for this purpose, and its key is kept.
    private void signer(byte[] der, String kind, String purpose) {
        certificate(kind, Certificate.parse(der), ofTheIssuing());
        String use = openssl.ran("x509", "-in", CHECKED, "-noout", "-ext", "extendedKeyUsage");
        note(kind, "purposes", use, use.contains(purpose));
        openssl.key("signer.key", CHECKED);
    }

    private void signed(String what, String kind, ASN1Sequence it, String key) {
        byte[] signature = ASN1BitString.getInstance(it.getObjectAt(2)).getOctets();
        verify(what, kind, Stranger.der(it.getObjectAt(0)), signature, key);
    }

    private void verify(String what, String kind, byte[] content, byte[] signature, String key) {
        String out = openssl.verified(content, signature, key);
        note(what, kind, out, out.contains("Signature Verified Successfully"));
    }

    private void note(String what, String kind, String out, boolean good) {
        if (good) {
            passed.merge(kind, 1, Integer::sum);
        } else {
            failures.add(what + ": " + out.lines().limit(3).toList());
        }
    }
}
