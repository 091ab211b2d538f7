package cn.biaozhengtong.identity.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Texts a day, which ends at midnight in China; all of it counted in the database, over replicas.
///
/// @param perAsker to whatever numbers, of one account or device
/// @param numbersPerAsker different numbers
/// @param perAddress of one address, or of one /64
/// @param perNetwork of one /24, or of one /64
/// @param perDay over everything that somebody asks for: codes and invitations. What tells somebody
///   that his account changes hands is sent in any case
@ConfigurationProperties("bzt.sms")
record SmsProperties(
        @DefaultValue("20") int perAsker,
        @DefaultValue("5") int numbersPerAsker,
        @DefaultValue("200") int perAddress,
        @DefaultValue("1000") int perNetwork,
        @DefaultValue("20000") int perDay) {}
