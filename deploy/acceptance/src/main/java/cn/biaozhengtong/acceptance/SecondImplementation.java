package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/// P3. Everything the suite's authority publishes, read and verified by OpenSSL: certificates,
/// every revocation list, OCSP answers, a time stamp.
///
/// OpenSSL 3.0 takes no SM2 identity for lists, OCSP and time stamps, so there it reads the
/// structure, and verifies the signature over the bytes that were signed.
final class SecondImplementation {
    private static final int SHARDS = 64;
    private static final String ID = "distid:1234567812345678";

    private final Api api;
    private final Bidder bidder;
    private final Path folder;
    private final Map<String, Integer> passed = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    SecondImplementation(Bidder bidder) {
        this.bidder = bidder;
        this.api = bidder.phone().api();
        try {
            this.folder = Files.createTempDirectory("openssl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> run() {
        Certificate issuing = bidder.wallet().chain().getFirst();
        Certificate root = bidder.wallet().chain().getLast();
        write("root.pem", root.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        write("issuing.pem", issuing.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        key("root.key", "root.pem");
        key("issuing.key", "issuing.pem");
        certificate("root", root, "-CAfile", "root.pem");
        certificate("issuing CA", issuing, "-CAfile", "root.pem");
        for (Certificate mine : bidder.wallet().certificates()) {
            certificate("pair", mine, "-partial_chain", "-trusted", "issuing.pem");
            ocsp(issuing, mine);
        }
        for (int i = -1; i < SHARDS; i++) {
            String name = i < 0 ? "issuing" : "shard-" + i;
            list(name + ".crl");
            list(name + "-delta.crl");
        }
        timeStamp();
        failures.forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P3");
        out.put("second_implementation", ran("version").strip());
        out.put("passed", passed);
        out.put("failed", failures.size());
        out.put("ok", failures.isEmpty());
        return out;
    }

    private void certificate(String kind, Certificate it, String... trust) {
        write("it.pem", it.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        List<String> command = new ArrayList<>(List.of("verify", "-vfyopt", ID));
        command.addAll(List.of(trust));
        command.add("it.pem");
        note(kind + " " + it.serial(), "certificates", ran(command), out -> out.contains(": OK"));
    }

    private void list(String file) {
        byte[] der = api.bytes("/crl/" + file, "");
        write("it.der", der);
        String read = ran("crl", "-inform", "DER", "-in", "it.der", "-noout", "-text");
        note(file, "lists read", read, out -> out.contains("Certificate Revocation List (CRL)"));
        signed(file, "lists verified", ASN1Sequence.getInstance(der), "issuing.key");
    }

    private void ocsp(Certificate issuing, Certificate about) {
        byte[] der =
                api.post(
                        "/ocsp",
                        "",
                        "application/ocsp-request",
                        OcspRequest.about(issuing, about.serial()).encoded());
        write("it.der", der);
        String read = ran("ocsp", "-respin", "it.der", "-noverify", "-resp_text");
        note("OCSP", "OCSP answers read", read, out -> out.contains("Cert Status: "));
        ASN1Sequence bytes =
                ASN1Sequence.getInstance(
                        ASN1TaggedObject.getInstance(ASN1Sequence.getInstance(der).getObjectAt(1))
                                .getExplicitBaseObject());
        ASN1Sequence basic =
                ASN1Sequence.getInstance(
                        ASN1OctetString.getInstance(bytes.getObjectAt(1)).getOctets());
        ASN1Sequence responders =
                ASN1Sequence.getInstance(
                        ASN1TaggedObject.getInstance(basic.getObjectAt(3)).getExplicitBaseObject());
        signer(encoded(responders.getObjectAt(0)), "OCSP responder");
        signed("OCSP", "OCSP answers verified", basic, "signer.key");
    }

    private void timeStamp() {
        byte[] digest = Sm3.digest(new byte[] {1});
        byte[] der =
                api.post(
                        "/tsa",
                        "",
                        "application/timestamp-query",
                        TimeStampRequest.about(digest).encoded());
        write("it.der", der);
        String read = ran("ts", "-reply", "-in", "it.der", "-text");
        note("time stamp", "time stamps read", read, out -> out.contains("Status: Granted"));
        SignedData data =
                SignedData.getInstance(
                        ContentInfo.getInstance(ASN1Sequence.getInstance(der).getObjectAt(1))
                                .getContent());
        SignerInfo by = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        byte[] content =
                ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
        write("content", content);
        String hash = ran("dgst", "-sm3", "-r", "content");
        byte[] attributes = encoded(by.getAuthenticatedAttributes());
        String hex = java.util.HexFormat.of().formatHex(attributes);
        note(
                "time stamp",
                "time stamps whose content is what was signed",
                hash,
                out -> hex.contains(out.substring(0, Math.min(64, out.length()))));
        signer(encoded(certificateOf(by, data)), "time stamping authority");
        verify(
                "time stamp",
                "time stamps verified",
                attributes,
                by.getEncryptedDigest().getOctets(),
                "signer.key");
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

    /// A certificate that came along: of the issuing CA, and its key is kept.
    private void signer(byte[] der, String kind) {
        Certificate it = Certificate.parse(der);
        certificate(kind, it, "-partial_chain", "-trusted", "issuing.pem");
        key("signer.key", "it.pem");
    }

    private void signed(String what, String kind, ASN1Sequence it, String key) {
        byte[] signature = ASN1BitString.getInstance(it.getObjectAt(2)).getOctets();
        verify(what, kind, encoded(it.getObjectAt(0)), signature, key);
    }

    private void verify(String what, String kind, byte[] content, byte[] signature, String key) {
        write("content", content);
        write("signature", signature);
        List<String> command =
                List.of(
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        key,
                        "-rawin",
                        "-digest",
                        "sm3",
                        "-pkeyopt",
                        ID,
                        "-in",
                        "content",
                        "-sigfile",
                        "signature");
        note(what, kind, ran(command), out -> out.contains("Signature Verified Successfully"));
    }

    private void key(String file, String certificate) {
        ran("x509", "-in", certificate, "-noout", "-pubkey", "-out", file);
    }

    private void note(String what, String kind, String out, Predicate<String> good) {
        if (good.test(out)) {
            passed.merge(kind, 1, Integer::sum);
        } else {
            failures.add(what + ": " + out.lines().limit(3).toList());
        }
    }

    private static byte[] encoded(ASN1Encodable it) {
        try {
            return it.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, byte[] content) {
        try {
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ran(String... arguments) {
        return ran(Arrays.asList(arguments));
    }

    private String ran(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String out = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " hangs");
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
