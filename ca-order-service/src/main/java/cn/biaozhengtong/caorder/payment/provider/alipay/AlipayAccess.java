package cn.biaozhengtong.caorder.payment.provider.alipay;

import cn.biaozhengtong.caorder.payment.PaymentProblem;
import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The merchant's access to Alipay, RSA2 with plain keys (公钥模式).
@Component
@ConditionalOnProperty("bzt.alipay.app-id")
@EnableConfigurationProperties(AlipayAccess.Merchant.class)
class AlipayAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CHARSET = "UTF-8";
    private static final String SIGN = "RSA2";

    private final Merchant merchant;
    private final String publicKey;
    private final String notifyUrl;
    private final AlipayClient client;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param privateKey file with the merchant's PKCS#8 key, Base64 without a frame
    /// @param publicKey file with Alipay's public key, Base64 without a frame
    /// @param gateway where Alipay, or a proxy to it, answers
    @ConfigurationProperties("bzt.alipay")
    record Merchant(String appId, Path privateKey, Path publicKey, String gateway) {}

    AlipayAccess(Merchant merchant, @Value("${bzt.public-url}") String publicUrl)
            throws AlipayApiException, IOException {
        this.merchant = merchant;
        this.notifyUrl = publicUrl + "/notify/v1/alipay";
        this.publicKey = Files.readString(merchant.publicKey()).strip();
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(merchant.gateway());
        config.setAppId(merchant.appId());
        config.setPrivateKey(Files.readString(merchant.privateKey()).strip());
        config.setAlipayPublicKey(publicKey);
        config.setFormat("json");
        config.setCharset(CHARSET);
        config.setSignType(SIGN);
        config.setConnectTimeout((int) PATIENCE.toMillis());
        config.setReadTimeout((int) PATIENCE.toMillis());
        this.client = new DefaultAlipayClient(config);
    }

    AlipayClient client() {
        return client;
    }

    String app() {
        return merchant.appId();
    }

    String notifyUrl() {
        return notifyUrl;
    }

    /// The fields of a form-encoded notice.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when Alipay did not sign it
    Map<String, String> verified(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equal = pair.indexOf('=');
            if (equal > 0) {
                fields.put(decoded(pair.substring(0, equal)), decoded(pair.substring(equal + 1)));
            }
        }
        try {
            // The check takes the signature out of the map that it is given.
            if (AlipaySignature.rsaCheckV1(new HashMap<>(fields), publicKey, CHARSET, SIGN)) {
                return fields;
            }
        } catch (AlipayApiException | IllegalArgumentException e) {
            throw PaymentProblem.notice_forged.exception();
        }
        throw PaymentProblem.notice_forged.exception();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PaymentProblem.notice_forged.exception();
        }
    }

    byte[] download(URI from) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(
                            HttpRequest.newBuilder(from).timeout(PATIENCE.multipliedBy(6)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw PaymentProblem.channel_down.with("HTTP " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw PaymentProblem.channel_down.with(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PaymentProblem.channel_down.with("interrupted");
        }
    }
}
