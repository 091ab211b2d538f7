package cn.biaozhengtong.kit.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Paths with other rules than their prefix has.
///
/// @param open ant patterns that need no token
/// @param unverified ant patterns under `/api` that an account may call before real-name
///   verification
@ConfigurationProperties("bzt.security")
record SecurityProperties(@DefaultValue List<String> open, @DefaultValue List<String> unverified) {}
