package cn.biaozhengtong.identity.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The signature of a request as the vendor's own library (openapiutil 0.2.2) computes it.
class AliyunOpenApiTest {
    @Test
    void authorization_isTheVendorLibrarys() {
        AliyunOpenApi api =
                new AliyunOpenApi(
                        new AliyunProperties(
                                "testKeyId",
                                "testKeySecret",
                                URI.create("https://dysmsapi.aliyuncs.com"),
                                URI.create("https://dypnsapi.aliyuncs.com"),
                                URI.create("https://cloudauth.aliyuncs.com"),
                                "标证通",
                                Map.of()),
                        Clock.systemUTC(),
                        new JsonMapper());
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", "dysmsapi.aliyuncs.com");
        headers.put("x-acs-action", "SendSms");
        headers.put("x-acs-version", "2017-05-25");
        headers.put("x-acs-date", "2026-11-25T12:00:00Z");
        headers.put("x-acs-signature-nonce", "3f0c1c1e6d0a4a599a5e0d5b3f1f7c01");
        headers.put(
                "x-acs-content-sha256",
                "cbce36a63cbc0e76df5f736a67149773b42dea30ed5d0fdd66d2c164c8929b33");
        headers.put("content-type", "application/x-www-form-urlencoded");
        assertThat(api.authorization(headers))
                .isEqualTo(
                        "ACS3-HMAC-SHA256 Credential=testKeyId,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=3797486d7dfe9efc71624530ed4071a62c6f1c58a3a2b36f17d62aa4e79719fe");
    }
}
