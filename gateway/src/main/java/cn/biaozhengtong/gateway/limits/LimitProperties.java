package cn.biaozhengtong.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param perAddress requests per second of one address
/// @param perAccount requests per second of one account
/// @param perClient requests per second of one client that speaks for itself
/// @param loginsPerAddress login requests per minute of one address
/// @param stampsPerAddress time stamps per minute of one address
/// @param maxBody bytes
@ConfigurationProperties("bzt.limits")
record LimitProperties(
        int perAddress,
        int perAccount,
        int perClient,
        int loginsPerAddress,
        int stampsPerAddress,
        long maxBody) {}
