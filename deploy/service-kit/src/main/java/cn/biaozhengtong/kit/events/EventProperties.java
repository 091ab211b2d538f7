package cn.biaozhengtong.kit.events;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param topics every topic this service publishes or reads; declared at start, never auto-created
/// @param partitions of each topic
@ConfigurationProperties("bzt.events")
record EventProperties(@DefaultValue List<String> topics, @DefaultValue("3") int partitions) {}
