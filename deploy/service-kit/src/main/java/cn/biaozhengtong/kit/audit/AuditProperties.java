package cn.biaozhengtong.kit.audit;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param keyFile PKCS#12 with the SM2 key that signs this service's checkpoints
/// @param folder where checkpoints are kept: not where the database administrator writes
@ConfigurationProperties("bzt.audit")
record AuditProperties(Path keyFile, String password, Path folder) {}
