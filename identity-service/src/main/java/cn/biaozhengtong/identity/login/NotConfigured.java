package cn.biaozhengtong.identity.login;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who stands in where no provider is configured: he says so, to the operator at start and to
/// whoever needs him.
@Configuration(proxyBeanMethods = false)
class NotConfigured {
    private static final Logger LOG = LoggerFactory.getLogger(NotConfigured.class);

    @Bean
    @ConditionalOnMissingBean
    SmsSender noSms() {
        LOG.warn("Not configured: no text messages, so nobody logs in by code. Set BZT_SMS");
        return (to, text) -> {
            throw LoginProblem.sms_not_configured.exception();
        };
    }

    @Bean
    @ConditionalOnMissingBean
    CarrierNumber noCarrier() {
        LOG.warn("Not configured: nobody logs in by one tap. Set BZT_CARRIER");
        return token -> {
            throw LoginProblem.carrier_not_configured.exception();
        };
    }
}
