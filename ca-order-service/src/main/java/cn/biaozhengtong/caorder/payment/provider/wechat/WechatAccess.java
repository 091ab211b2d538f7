package cn.biaozhengtong.caorder.payment.provider.wechat;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.payments.h5.H5Service;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.refund.RefundService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The merchant's access to WeChat Pay, by public key (微信支付公钥).
@Component
@ConditionalOnProperty("bzt.wechat.merchant-id")
@EnableConfigurationProperties(WechatAccess.Merchant.class)
class WechatAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> SIGNED =
            List.of(
                    "Wechatpay-Serial",
                    "Wechatpay-Signature",
                    "Wechatpay-Timestamp",
                    "Wechatpay-Nonce",
                    "Wechatpay-Signature-Type",
                    "Request-ID");

    private final Merchant merchant;
    private final String notifyUrl;
    private final RSAPublicKeyConfig config;
    private final HttpClient http;
    private final NotificationParser notices;

    /// @param privateKey PEM file of the merchant's API certificate's key
    /// @param publicKey PEM file of WeChat Pay's public key
    /// @param api where WeChat Pay, or a proxy to it, answers
    @ConfigurationProperties("bzt.wechat")
    record Merchant(
            String merchantId,
            String appId,
            Path privateKey,
            String certificateSerial,
            Path publicKey,
            String publicKeyId,
            String apiV3Key,
            URI api) {}

    WechatAccess(Merchant merchant, @Value("${bzt.public-url}") String publicUrl) {
        this.merchant = merchant;
        this.notifyUrl = publicUrl + "/notify/v1/wechat";
        this.config =
                new RSAPublicKeyConfig.Builder()
                        .merchantId(merchant.merchantId())
                        .privateKeyFromPath(merchant.privateKey().toString())
                        .merchantSerialNumber(merchant.certificateSerial())
                        .publicKeyFromPath(merchant.publicKey().toString())
                        .publicKeyId(merchant.publicKeyId())
                        .apiV3Key(merchant.apiV3Key())
                        .build();
        OkHttpClient client =
                new OkHttpClient.Builder()
                        .connectTimeout(PATIENCE)
                        .readTimeout(PATIENCE)
                        .callTimeout(PATIENCE)
                        .addInterceptor(this::elsewhere)
                        .build();
        this.http = new DefaultHttpClientBuilder().okHttpClient(client).config(config).build();
        this.notices =
                new NotificationParser(
                        new RSAPublicKeyNotificationConfig.Builder()
                                .publicKeyFromPath(merchant.publicKey().toString())
                                .publicKeyId(merchant.publicKeyId())
                                .apiV3Key(merchant.apiV3Key())
                                .build());
    }

    /// The SDK knows only its own host's name.
    private Response elsewhere(Interceptor.Chain chain) throws java.io.IOException {
        HttpUrl to =
                chain.request()
                        .url()
                        .newBuilder()
                        .scheme(merchant.api().getScheme())
                        .host(merchant.api().getHost())
                        .port(
                                merchant.api().getPort() < 0
                                        ? HttpUrl.defaultPort(merchant.api().getScheme())
                                        : merchant.api().getPort())
                        .build();
        Response answer = chain.proceed(chain.request().newBuilder().url(to).build());
        // The SDK looks for the names as WeChat writes them; proxies and HTTP/2 write them small.
        Response.Builder named = answer.newBuilder();
        for (String name : SIGNED) {
            String value = answer.header(name);
            if (value != null) {
                named.removeHeader(name).addHeader(name, value);
            }
        }
        return named.build();
    }

    String merchant() {
        return merchant.merchantId();
    }

    String app() {
        return merchant.appId();
    }

    String notifyUrl() {
        return notifyUrl;
    }

    NativePayService orders() {
        return new NativePayService.Builder().config(config).httpClient(http).build();
    }

    H5Service h5() {
        return new H5Service.Builder().config(config).httpClient(http).build();
    }

    JsapiServiceExtension jsapi() {
        return new JsapiServiceExtension.Builder().config(config).httpClient(http).build();
    }

    RefundService refunds() {
        return new RefundService.Builder().config(config).httpClient(http).build();
    }

    BillDownloadServiceExtension bills() {
        return new BillDownloadServiceExtension.Builder().config(config).httpClient(http).build();
    }

    NotificationParser notices() {
        return notices;
    }
}
