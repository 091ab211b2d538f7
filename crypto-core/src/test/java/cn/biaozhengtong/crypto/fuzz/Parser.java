package cn.biaozhengtong.crypto.fuzz;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2Ciphertext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateLint;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.CertificateResponse;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.CrlScope;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.EnvelopedKey;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cms.EnvelopedData;
import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedData;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.envelope.EnvelopeHeader;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionEvidence;
import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that reads bytes from outside: what it does with them, and one good example.
///
/// Reading goes as far as a caller goes with what was read, since much of it is decoded late.
enum Parser {
    certificate {
        @Override
        void read(byte[] bytes) {
            Certificate it = Certificate.parse(bytes);
            it.subject();
            it.serial();
            it.crlUrls();
            CertificateLint.findings(it.tbs(), CertificateProfile.subscriber_signing);
            World.trust()
                    .verify(
                            it,
                            List.of(World.ca.issuing, it),
                            CertificateProfile.subscriber_signing,
                            World.ca.now);
        }

        @Override
        byte[] example() {
            return World.certificate.encoded();
        }
    },
    public_key {
        @Override
        void read(byte[] bytes) {
            PublicKey key = PublicKey.parseInfo(bytes);
            try {
                key.verify(bytes, bytes);
            } catch (CryptoException e) {
                // It would be a strange coincidence.
            }
        }

        @Override
        byte[] example() {
            return Suite.rsa_2048.generate().publicKey().info();
        }
    },
    certificate_request {
        @Override
        void read(byte[] bytes) {
            CertificateRequest.parse(bytes);
        }

        @Override
        byte[] example() {
            return CertificateRequest.create(
                    DistinguishedName.of("鞍山测试有限公司", "招标", "张三"), World.KEY);
        }
    },
    certificate_response {
        @Override
        void read(byte[] bytes) {
            CertificateResponse.parse(bytes)
                    .envelopedKey()
                    .ifPresent(it -> EnvelopedKey.open(it, World.KEY));
        }

        @Override
        byte[] example() {
            return CertificateResponse.of(
                            List.of(World.certificate),
                            List.of(World.certificate),
                            Optional.of(EnvelopedKey.seal(World.KEY, World.KEY.publicKey())))
                    .encoded();
        }
    },
    revocation_list {
        @Override
        void read(byte[] bytes) {
            Crl it = Crl.parse(bytes);
            it.covers(World.certificate);
            it.revocation(World.certificate.serial());
            it.verify(World.ca.issuing, World.ca.now);
        }

        @Override
        byte[] example() {
            return Crl.issue(
                            World.ca.authority,
                            CrlScope.shard("http://x/1").deltaTo(BigInteger.ONE),
                            BigInteger.TWO,
                            List.of(new Revocation(SerialNumber.random(), World.ca.now, 1)),
                            World.ca.now,
                            World.ca.now.plusSeconds(60))
                    .encoded();
        }
    },
    ocsp_request {
        @Override
        void read(byte[] bytes) {
            OcspRequest request = OcspRequest.parse(bytes);
            request.serials();
            World.answer(request);
        }

        @Override
        byte[] example() {
            return OcspRequest.about(World.ca.issuing, World.certificate.serial()).encoded();
        }
    },
    ocsp_response {
        @Override
        void read(byte[] bytes) {
            OcspResponse.verify(bytes, World.ca.issuing, World.certificate.serial(), World.ca.now);
        }

        @Override
        byte[] example() {
            return World.answer(OcspRequest.about(World.ca.issuing, World.certificate.serial()));
        }
    },
    time_stamp_request {
        @Override
        void read(byte[] bytes) {
            World.stamps.answer(bytes, SerialNumber.random(), World.ca.now);
        }

        @Override
        byte[] example() {
            return World.question.encoded();
        }
    },
    time_stamp {
        @Override
        void read(byte[] bytes) {
            TimeStamp.of(bytes, World.question, World.trust());
        }

        @Override
        byte[] example() {
            return World.stamps.answer(
                    World.question.encoded(), SerialNumber.random(), World.ca.now);
        }
    },
    signed_data {
        @Override
        void read(byte[] bytes) {
            SignedData.parse(bytes).verify(World.trust(), null);
        }

        @Override
        byte[] example() {
            return new SignedDataBuilder(
                            Form.gbt35275,
                            new byte[9],
                            List.of(World.certificate, World.ca.issuing),
                            World.ca.now)
                    .sign(World.KEY, false);
        }
    },
    enveloped_data {
        @Override
        void read(byte[] bytes) throws IOException {
            Path file = World.file(bytes);
            SignedData signature =
                    SignedData.parse(
                            SignedDataBuilder.over(
                                            Form.rfc5652,
                                            file,
                                            List.of(World.certificate, World.ca.issuing),
                                            World.ca.now)
                                    .sign(World.KEY, true));
            EnvelopedData.open(
                    file,
                    signature,
                    World.trust(),
                    World.ca.now,
                    World.certificate,
                    World.KEY,
                    new ByteArrayOutputStream());
        }

        @Override
        byte[] example() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            EnvelopedData.seal(
                    Form.gbt35275,
                    new ByteArrayInputStream(new byte[40]),
                    40,
                    out,
                    List.of(World.certificate));
            return out.toByteArray();
        }
    },
    sm2_ciphertext {
        @Override
        void read(byte[] bytes) {
            World.KEY.decrypt(bytes);
        }

        @Override
        byte[] example() {
            return World.KEY.publicKey().encrypt(new byte[20]);
        }
    },
    concatenated_ciphertext {
        @Override
        void read(byte[] bytes) {
            for (Sm2Ciphertext.Order order : Sm2Ciphertext.Order.values()) {
                try {
                    World.KEY.decrypt(Sm2Ciphertext.fromConcatenated(bytes, order));
                } catch (CryptoException e) {
                    // The other order is tried too.
                }
            }
        }

        @Override
        byte[] example() {
            return Sm2Ciphertext.toConcatenated(
                    sm2_ciphertext.exampleOrFail(), Sm2Ciphertext.Order.c1c3c2);
        }
    },
    sm2_signature {
        @Override
        void read(byte[] bytes) {
            World.KEY.publicKey().verify(new byte[1], bytes);
        }

        @Override
        byte[] example() {
            return World.KEY.sign(new byte[1]);
        }
    },
    seal {
        @Override
        void read(byte[] bytes) {
            Seal.parse(bytes)
                    .verify(
                            World.trust(),
                            World.ca.intermediates(),
                            World.ca.now,
                            Optional.empty());
        }

        @Override
        byte[] example() {
            return World.seal().encoded();
        }
    },
    seal_signature {
        @Override
        void read(byte[] bytes) {
            SealSignature.parse(bytes)
                    .verify(
                            World.trust(),
                            World.ca.intermediates(),
                            new byte[Sm3.LENGTH],
                            Optional.empty());
        }

        @Override
        byte[] example() {
            Preimage tbs =
                    SealSignature.prepare(World.seal(), World.ca.now, new byte[Sm3.LENGTH], "x");
            byte[] value = World.KEY.sign(tbs.toBytes());
            TimeStampRequest about = TimeStampRequest.about(Sm3.digest(value));
            byte[] stamped =
                    World.stamps.answer(about.encoded(), SerialNumber.random(), World.ca.now);
            byte[] token = TimeStamp.of(stamped, about, World.trust()).token().encoded();
            return SealSignature.assemble(tbs, World.certificate, value, Optional.of(token))
                    .encoded();
        }
    },
    seal_verification {
        @Override
        void read(byte[] bytes) {
            SealInputs.judge(bytes);
        }

        @Override
        byte[] example() {
            return seal_signature.exampleOrFail();
        }
    },
    seal_version_1 {
        @Override
        void read(byte[] bytes) {
            SealInputs.readOld(bytes);
        }

        @Override
        byte[] example() {
            return SealInputs.oldExample();
        }
    },
    seal_picture {
        @Override
        void read(byte[] bytes) throws IOException {
            SealInputs.draw(bytes);
        }

        @Override
        byte[] example() {
            return SealInputs.drawExample();
        }
    },
    uploaded_seal {
        @Override
        void read(byte[] bytes) {
            SealInputs.clean(bytes);
        }

        @Override
        byte[] example() {
            return SealInputs.cleanExample();
        }
    },
    session_evidence {
        @Override
        void read(byte[] bytes) {
            SessionEvidence.parse(bytes).encoded();
        }

        @Override
        byte[] example() {
            SessionContent content = SessionContent.of("login", "登录", "a", "b", "c");
            SignedContext context =
                    new SignedContext(
                            "login",
                            "s",
                            "p",
                            "n",
                            "r",
                            "c",
                            content.hash(),
                            "",
                            "1234",
                            "qr",
                            "u",
                            "1a",
                            "1b",
                            "a",
                            "agent",
                            "2026-11-26T00:00:00Z");
            return new SessionEvidence(
                            context,
                            content,
                            List.of(),
                            List.of(new byte[8]),
                            World.certificate,
                            World.certificate,
                            List.of(
                                    new SessionEvidence.Transition(
                                            1, "completed", "a", "2026-11-26T00:00:00Z")))
                    .encoded();
        }
    },
    session_qr {
        @Override
        void read(byte[] bytes) {
            SessionQr.Shown it = SessionQr.parse(new String(bytes, StandardCharsets.UTF_8));
            String text = SessionQr.text("h:/s", it.session().toString(), it.elapsed(), it.auth());
            if (!SessionQr.parse(text).equals(it)) {
                throw new IllegalStateException("another QR comes back");
            }
        }

        @Override
        byte[] example() {
            return SessionQr.text(
                            "https://h/s",
                            "0b9c4d52-9d8e-4c5c-8a7e-3d6f2f1a9b03",
                            7,
                            "1234567890123456789012")
                    .getBytes(StandardCharsets.UTF_8);
        }
    },
    envelope_header {
        @Override
        void read(byte[] bytes) {
            EnvelopeHeader.parse(bytes);
        }

        @Override
        byte[] example() throws IOException {
            return World.sealed().header().encoded();
        }
    },
    envelope {
        @Override
        void read(byte[] bytes) throws IOException {
            try (EnvelopeReader reader = EnvelopeReader.of(World.file(bytes))) {
                reader.plainSize();
                reader.segmentCount();
            }
        }

        @Override
        byte[] example() throws IOException {
            World.sealed();
            return Files.readAllBytes(World.folder().resolve("envelope"));
        }
    };

    abstract void read(byte[] bytes) throws IOException;

    abstract byte[] example() throws IOException;

    byte[] exampleOrFail() {
        try {
            return example();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
