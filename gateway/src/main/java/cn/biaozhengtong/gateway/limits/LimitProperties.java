package cn.biaozhengtong.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param perAddress requests per second of one address
/// @param perAccount requests per second of one account
/// @param loginsPerAddress login requests per minute of one address
/// @param maxBody bytes
@ConfigurationProperties("bzt.limits")
record LimitProperties(int perAddress, int perAccount, int loginsPerAddress, long maxBody) {}
