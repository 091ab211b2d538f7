package cn.biaozhengtong.gateway.connections;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param most that are open together; 0: as many as the heap bears
/// @param perAddress of them; 0: a quarter
/// @param headersWithin from a request's first byte to the end of its headers
/// @param readWithin one read of a body
/// @param lingersFor how long the rest of a body that was refused is waited for, so that its sender
///   reads the refusal
@ConfigurationProperties("bzt.connections")
record ConnectionProperties(
        int most,
        int perAddress,
        Duration headersWithin,
        Duration readWithin,
        Duration lingersFor) {}
