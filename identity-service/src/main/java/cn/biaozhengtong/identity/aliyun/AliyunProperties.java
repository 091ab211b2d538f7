package cn.biaozhengtong.identity.aliyun;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param accessKeyId of a RAM user that may send text messages, ask for numbers and compare cards,
///   nothing else
/// @param sms address of 短信服务
/// @param numbers address of 号码认证服务
/// @param cards address of 金融级实人认证, which compares bank cards
/// @param signName the registered signature, without brackets
/// @param templates template codes, by the names of our templates
@ConfigurationProperties("bzt.aliyun")
public record AliyunProperties(
        @Nullable String accessKeyId,
        @Nullable String accessKeySecret,
        @DefaultValue("https://dysmsapi.aliyuncs.com") URI sms,
        @DefaultValue("https://dypnsapi.aliyuncs.com") URI numbers,
        @DefaultValue("https://cloudauth.aliyuncs.com") URI cards,
        @DefaultValue("标证通") String signName,
        @DefaultValue Map<String, String> templates) {
    /// @throws IllegalStateException when a real provider is chosen and this is missing
    static String configured(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("bzt.aliyun." + name + " is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return "AliyunProperties";
    }
}
