package cn.biaozhengtong.kit.objects;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// For services that keep files: they say `bzt.objects`, and bring the S3 client along.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("bzt.objects")
public class ObjectsConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${bzt.s3.bucket:}' == ''")
    static class InAFolder {
        @Bean
        FolderObjectStore objects(@Value("${bzt.objects}") Path folder) throws IOException {
            return new FolderObjectStore(folder);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${bzt.s3.bucket:}' != ''")
    @EnableConfigurationProperties(S3ObjectStore.Access.class)
    static class InABucket {
        @Bean
        S3ObjectStore objects(S3ObjectStore.Access access) {
            return new S3ObjectStore(access);
        }
    }
}
