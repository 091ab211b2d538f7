package cn.biaozhengtong.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What all replicas of the gateway together let through; each has its part, for they share no
/// store and a load balancer gives each of them as much as another.
///
/// @param replicas of the gateway
/// @param perAddress requests per second of one address
/// @param perAccount requests per second of one account
/// @param perClient requests per second of one client that speaks for itself
/// @param loginsPerAddress login requests per minute of one address
/// @param refreshesPerAddress renewals of tokens per minute of one address; identity-service counts
///   those of an account
/// @param stampsPerAddress time stamps per minute of one address
/// @param verificationsPerAddress documents verified per minute of one address
/// @param maxBody bytes of a file; what is none is shorter
@ConfigurationProperties("bzt.limits")
record LimitProperties(
        int replicas,
        int perAddress,
        int perAccount,
        int perClient,
        int loginsPerAddress,
        int refreshesPerAddress,
        int stampsPerAddress,
        int verificationsPerAddress,
        long maxBody) {
    /// This replica's part, at least one.
    int part(int ofAll) {
        return Math.max(1, ofAll / Math.max(1, replicas));
    }
}
