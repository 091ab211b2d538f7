package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// 【开始扫码】: reads a picture, shows the card, signs what was shown.
final class Scanner {
    private final VirtualPhone phone;
    private final CertificateWallet wallet;

    Scanner(VirtualPhone phone, CertificateWallet wallet) {
        this.phone = phone;
        this.wallet = wallet;
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
    String approve(JsonNode card, String pin) {
        String id = card.path("sessionId").asString();
        DeviceRound round = DeviceRound.begin(("scan:" + id).getBytes(StandardCharsets.UTF_8), 1);
        JsonNode opened =
                phone.api()
                        .post(
                                "/api/scan/v1/sessions/" + id + "/rounds",
                                phone.token(),
                                Map.of(
                                        "certificateSerial",
                                        wallet.signing().serial().hex(),
                                        "commitments",
                                        CertificateWallet.encoded(round)));
        SignedContext context = Api.JSON.treeToValue(opened.path("context"), SignedContext.class);
        mustBeWhatWasShown(card, context);
        List<RoundAnswer> answers =
                round.answer(
                        wallet.store().unmask(pin),
                        wallet.store().key(),
                        List.of(context.preimage()),
                        CertificateWallet.nonces(opened));
        return phone.api()
                .post(
                        "/api/scan/v1/sessions/"
                                + id
                                + "/rounds/"
                                + opened.path("roundId").asString(),
                        phone.token(),
                        Map.of("answers", CertificateWallet.wire(answers)))
                .path("state")
                .asString();
    }

    /// What you see is what you sign: every field of the context that was on the card.
    private void mustBeWhatWasShown(JsonNode card, SignedContext context) {
        JsonNode content = card.path("content");
        String hash =
                SignedContext.hashOf(
                        List.of(
                                content.path("kind").asString(),
                                content.path("purpose").asString(),
                                content.path("rpAccount").asString(),
                                content.path("enterpriseName").asString(),
                                content.path("uscc").asString()));
        boolean same =
                context.sessionId().equals(card.path("sessionId").asString())
                        && context.kind().equals(content.path("kind").asString())
                        && context.contentHash().equals(hash)
                        && context.platformName().equals(card.path("platformName").asString())
                        && context.platformCode().equals(card.path("platformCode").asString())
                        && context.verificationCode()
                                .equals(card.path("verificationCode").asString())
                        && context.certificateSerial().equals(wallet.signing().serial().hex());
        if (!same) {
            throw new IllegalStateException("the server wants something else signed");
        }
    }
}
