package cn.biaozhengtong.identity.login.provider.aliyun;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.aliyun.AliyunOpenApi;
import cn.biaozhengtong.identity.aliyun.AliyunProperties;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// 短信服务, `SendSms` of 2017-05-25. Anything but `OK` is a failure; what the carrier limits, the user
/// is told to wait for.
@Component
@ConditionalOnProperty(name = "bzt.providers.sms", havingValue = "aliyun")
class AliyunSms implements SmsSender {
    private static final Logger LOG = LoggerFactory.getLogger(AliyunSms.class);

    private final AliyunOpenApi api;
    private final AliyunProperties properties;
    private final JsonMapper json;

    AliyunSms(AliyunOpenApi api, AliyunProperties properties, JsonMapper json) {
        this.api = api;
        this.properties = properties;
        this.json = json;
        for (Text.Template template : Text.Template.values()) {
            if (!properties.templates().containsKey(template.name())) {
                throw new IllegalStateException("bzt.aliyun.templates." + template + " is missing");
            }
        }
    }

    @Override
    public void hand(PhoneNumber to, Text text) {
        JsonNode answer;
        try {
            answer =
                    api.call(
                            properties.sms(),
                            "SendSms",
                            "2017-05-25",
                            Map.of(
                                    "PhoneNumbers", to.digits(),
                                    "SignName", properties.signName(),
                                    "TemplateCode",
                                            properties
                                                    .templates()
                                                    .getOrDefault(text.template().name(), ""),
                                    "TemplateParam", json.writeValueAsString(text.parameters())));
        } catch (AliyunOpenApi.NoAnswer e) {
            LOG.warn("a text message was not taken: {}", e.getMessage());
            if (!e.wasAsked()) {
                throw new NotSent();
            }
            throw LoginProblem.sms_unavailable.exception();
        }
        switch (answer.path("Code").asString("")) {
            case "OK" -> {}
            case "isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL" ->
                    throw LoginProblem.code_too_soon.exception();
            default -> {
                // Its message may quote the number.
                LOG.warn("a text message was refused: {}", answer.path("Code").asString(""));
                throw new NotSent();
            }
        }
    }
}
