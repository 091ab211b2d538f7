package cn.biaozhengtong.identity.login.provider.aliyun;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.aliyun.AliyunOpenApi;
import cn.biaozhengtong.identity.aliyun.AliyunProperties;
import cn.biaozhengtong.identity.login.CarrierNumber;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// 号码认证服务, `GetMobile` of 2017-05-25: the number behind a token of the SDK. Whatever is not `OK`
/// with a mainland mobile number is no number.
@Component
@ConditionalOnProperty(name = "bzt.providers.carrier", havingValue = "aliyun")
class AliyunCarrier implements CarrierNumber {
    private static final Logger LOG = LoggerFactory.getLogger(AliyunCarrier.class);

    private final AliyunOpenApi api;
    private final AliyunProperties properties;

    AliyunCarrier(AliyunOpenApi api, AliyunProperties properties) {
        this.api = api;
        this.properties = properties;
    }

    @Override
    public Optional<PhoneNumber> phoneOf(String token) {
        JsonNode answer;
        try {
            answer =
                    api.call(
                            properties.numbers(),
                            "GetMobile",
                            "2017-05-25",
                            Map.of("AccessToken", token));
        } catch (AliyunOpenApi.NoAnswer e) {
            LOG.warn("the carrier does not answer: {}", e.getMessage());
            throw LoginProblem.carrier_unavailable.exception();
        }
        String code = answer.path("Code").asString("");
        if (!code.equals("OK")) {
            LOG.info("the carrier confirms no number: {}", code);
            return Optional.empty();
        }
        try {
            return Optional.of(
                    PhoneNumber.parse(
                            answer.path("GetMobileResultDTO").path("Mobile").asString("")));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
