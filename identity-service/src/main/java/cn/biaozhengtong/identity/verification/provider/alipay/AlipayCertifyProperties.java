package cn.biaozhengtong.identity.verification.provider.alipay;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param privateKey file with the merchant's PKCS#8 key, Base64 without a frame
/// @param publicKey file with Alipay's public key, Base64 without a frame
/// @param gateway where Alipay, or a proxy to it, answers
/// @param returnUrl what Alipay opens afterwards: the app; nothing in it is believed
@ConfigurationProperties("bzt.alipay-certify")
record AlipayCertifyProperties(
        String appId,
        Path privateKey,
        Path publicKey,
        @DefaultValue("https://openapi.alipay.com/gateway.do") String gateway,
        @DefaultValue("bzt://verifications") String returnUrl) {}
