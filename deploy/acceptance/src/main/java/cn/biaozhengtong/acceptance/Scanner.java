package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.LayerSecret;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// 【开始扫码】: reads a picture, shows the card, signs what was shown.
final class Scanner {
    private final VirtualPhone phone;
    private final CertificateWallet wallet;
    private final UnaryOperator<String> screen;
    private PhoneStore.@Nullable Shares remembered;
    private volatile long confirmedAt;

    /// @param screen the code that the platform's screen shows of a session
    Scanner(VirtualPhone phone, CertificateWallet wallet, UnaryOperator<String> screen) {
        this.phone = phone;
        this.wallet = wallet;
        this.screen = screen;
    }

    Scanner(Bidder bidder, SampleSite site) {
        this(bidder.phone(), bidder.wallet(), site::code);
    }

    /// Unmasks once and for all, as no phone may: a load's driver has no time for it each time, as
    /// it is many phones on one processor.
    void remember(PhoneStore.Shares shares) {
        remembered = shares;
    }

    private PhoneStore.Shares typed(String pin) {
        return remembered == null ? wallet.store().typed(pin) : remembered;
    }

    /// When the user's last answer left the phone, by [System#nanoTime].
    long confirmedAt() {
        return confirmedAt;
    }

    /// The text in the picture that is shown; like a camera it looks again when it sees nothing.
    static String read(Supplier<byte[]> shown) {
        for (int look = 0; look < 5; look++) {
            Optional<String> text = decode(shown.get());
            if (text.isPresent()) {
                return text.get();
            }
            Api.pause(Duration.ofMillis(1100));
        }
        throw new IllegalStateException("no QR in five pictures");
    }

    private static Optional<String> decode(byte[] png) {
        for (DecodeHintType hint :
                List.of(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)) {
            try {
                var image = ImageIO.read(new ByteArrayInputStream(png));
                var bitmap =
                        new BinaryBitmap(
                                new HybridBinarizer(new BufferedImageLuminanceSource(image)));
                return Optional.of(
                        new MultiFormatReader().decode(bitmap, Map.of(hint, true)).getText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NotFoundException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /// The card of a scanned session.
    JsonNode scan(String qr) {
        return phone.api().post("/api/scan/v1/sessions/scan", phone.token(), Map.of("qr", qr));
    }

    /// Approves what the card showed, with the PIN as typed.
    ///
    /// @return the session's state afterwards
    String approve(JsonNode card, String pin) {
        PhoneStore.Shares shares = typed(pin);
        JsonNode outcome = sign(card, shares, it -> it);
        if (outcome.path("state").asString().equals("processing")) {
            return deliver(card, shares, outcome).path("state").asString();
        }
        return outcome.path("state").asString();
    }

    /// Commits, checks what the server wants signed, answers.
    ///
    /// @param onTheWay what somebody between would make of the round's request
    JsonNode sign(JsonNode card, String pin, UnaryOperator<Map<String, Object>> onTheWay) {
        return sign(card, typed(pin), onTheWay);
    }

    private JsonNode sign(
            JsonNode card, PhoneStore.Shares shares, UnaryOperator<Map<String, Object>> onTheWay) {
        String id = card.path("sessionId").asString();
        SessionContent content = content(card);
        boolean decrypts = content.kind().equals("decrypt");
        if (decrypts) {
            // Before the user types a PIN.
            recipient(card);
        }
        List<String> serials = decrypts ? mine(content) : List.of();
        int count =
                switch (content.kind()) {
                    case "sign" -> 1 + content.items().size();
                    case "seal" -> 2 + content.documents().size();
                    case "encrypt" -> 1 + content.bids().size();
                    case "decrypt" -> 1 + serials.size();
                    default -> 1;
                };
        RoundSession session = decrypts ? RoundSession.decryption(id) : RoundSession.scan(id);
        DeviceRound round = DeviceRound.begin(session.toBytes(), count);
        Map<String, Object> body = new HashMap<>();
        body.put("certificateSerial", wallet.signing().serial().hex());
        body.put("commitments", CertificateWallet.encoded(round));
        body.put("encryptionSerials", serials);
        body.put("unrecordedConfirmed", !card.path("unrecordedKeys").isEmpty());
        if (!card.path("codeChoices").isEmpty()) {
            body.put("verificationCode", pick(card));
        }
        JsonNode opened =
                phone.api()
                        .patiently(() ->
                                phone.api()
                                        .post(
                                                "/api/scan/v1/sessions/" + id + "/rounds",
                                                phone.token(),
                                                onTheWay.apply(body)));
        SignedContext context = Api.JSON.treeToValue(opened.path("context"), SignedContext.class);
        mustBeWhatWasShown(card, content, context);
        List<RoundAnswer> answers =
                round.answer(
                        shares.signing(),
                        wallet.store().key(),
                        preimages(opened, content, context, serials),
                        CertificateWallet.nonces(opened));
        confirmedAt = System.nanoTime();
        return phone.post(
                "/api/scan/v1/sessions/" + id + "/rounds/" + opened.path("roundId").asString(),
                Map.of("answers", CertificateWallet.wire(answers)));
    }

    private List<Preimage> preimages(
            JsonNode opened, SessionContent content, SignedContext context, List<String> serials) {
        if (!content.kind().equals("seal")) {
            return SessionSignatures.of(context, content, serials);
        }
        Stampings stampings = Api.JSON.treeToValue(opened.path("stampings"), Stampings.class);
        return SessionSignatures.of(context, content, stampings, wallet.signing());
    }

    /// Opens the keys and encrypts each to the platform's certificate, which is checked first.
    JsonNode deliver(JsonNode card, String pin, JsonNode outcome) {
        return deliver(card, typed(pin), outcome);
    }

    private JsonNode deliver(JsonNode card, PhoneStore.Shares shares, JsonNode outcome) {
        SessionContent content = content(card);
        Sm2PublicKey recipient = recipient(card);
        Tender tender = tender(card, content);
        List<Map<String, Object>> results = new ArrayList<>();
        int at = 0;
        for (String serial : SessionSignatures.serials(content)) {
            for (SessionContent.WrappedEnvelope it : SessionSignatures.envelopes(content, serial)) {
                if (!mine(content).contains(serial)) {
                    results.add(Map.of("keyHash", it.keyHash(), "reason", "certificate_missing"));
                    continue;
                }
                Point partial = Point.parse(outcome.path("partials").path(at++).binaryValue());
                results.add(opened(shares, it, partial, tender, recipient));
            }
        }
        return phone.post(
                "/api/scan/v1/sessions/" + card.path("sessionId").asString() + "/decryptions",
                Map.of("results", results));
    }

    private Map<String, Object> opened(
            PhoneStore.Shares shares,
            SessionContent.WrappedEnvelope it,
            Point partial,
            Tender tender,
            Sm2PublicKey recipient) {
        try {
            byte[] plain =
                    SplitDecryption.finish(
                            shares.decryption(wallet.indexOf(it.serial())),
                            partial,
                            it.ciphertext());
            // Throws unless it was wrapped for this very tender and certificate.
            LayerSecret.of(
                    tender,
                    new WrappedKey(
                            new SerialNumber(it.serial()),
                            Layer.bidder,
                            HexFormat.of().formatHex(it.ciphertext())),
                    plain.clone());
            return Map.of("keyHash", it.keyHash(), "key", recipient.encrypt(plain));
        } catch (CryptoException e) {
            return Map.of("keyHash", it.keyHash(), "reason", "other_tender");
        }
    }

    private static Tender tender(JsonNode card, SessionContent content) {
        SessionContent.Tendering it = content.tender();
        if (it == null) {
            throw new IllegalStateException("no tender");
        }
        return new Tender(it.tender(), it.lot(), card.path("platformCode").asString());
    }

    /// The platform's certificate leads to our root, names this platform and was not revoked.
    private Sm2PublicKey recipient(JsonNode card) {
        List<Certificate> chain = new ArrayList<>();
        card.path("certificateChain").forEach(it -> chain.add(Certificate.parse(it.binaryValue())));
        Certificate leaf = chain.getFirst();
        ChainVerifier.trusting(wallet.chain().getLast())
                .verify(leaf, chain, CertificateProfile.subscriber_encryption, Instant.now());
        if (!leaf.subject().unit().equals("RP:" + card.path("platformCode").asString())) {
            throw new IllegalStateException("the keys would go to another platform");
        }
        byte[] answer =
                phone.api()
                        .post(
                                "/ocsp",
                                "",
                                "application/ocsp-request",
                                OcspRequest.about(chain.get(1), leaf.serial()).encoded());
        CertificateStatus status =
                OcspResponse.verify(answer, chain.get(1), leaf.serial(), Instant.now());
        if (!(status instanceof CertificateStatus.Good)) {
            throw new IllegalStateException("the platform's certificate counts no more");
        }
        return leaf.sm2Key();
    }

    /// The envelopes' certificates that this phone has the key of.
    private List<String> mine(SessionContent content) {
        return SessionSignatures.serials(content).stream()
                .filter(it -> wallet.indexOf(it) >= 0)
                .toList();
    }

    private String pick(JsonNode card) {
        String seen = screen.apply(card.path("sessionId").asString());
        for (JsonNode choice : card.path("codeChoices")) {
            if (choice.asString().equals(seen)) {
                return seen;
            }
        }
        throw new IllegalStateException("the screen's code is not among the three");
    }

    static SessionContent content(JsonNode card) {
        return Api.JSON.treeToValue(card.path("content"), SessionContent.class);
    }

    /// What you see is what you sign: every field of the context that was on the card.
    private void mustBeWhatWasShown(JsonNode card, SessionContent content, SignedContext context) {
        boolean decrypts = content.kind().equals("decrypt");
        JsonNode leaf = card.path("certificateChain").path(0);
        boolean same =
                context.sessionId().equals(card.path("sessionId").asString())
                        && context.kind().equals(content.kind())
                        && context.contentHash().equals(content.hash())
                        && context.platformName().equals(card.path("platformName").asString())
                        && context.platformCode().equals(card.path("platformCode").asString())
                        && context.flow().equals(card.path("flow").asString())
                        && (!decrypts
                                || context.relyingPartyCertificateHash()
                                        .equals(Sm3.hex(leaf.binaryValue())))
                        && (!card.path("codeChoices").isEmpty()
                                || context.verificationCode()
                                        .equals(card.path("verificationCode").asString()))
                        && (content.rpAccount().isEmpty()
                                || context.rpAccount().equals(content.rpAccount()))
                        && context.certificateSerial().equals(wallet.signing().serial().hex())
                        && context.encryptionSerial().equals(wallet.encryption().serial().hex())
                        && context.uscc().equals(wallet.signing().uscc().orElse(""));
        if (!same) {
            throw new IllegalStateException("the server wants something else signed");
        }
    }
}
