package cn.biaozhengtong.kit.objects;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket of anything that speaks the S3 API: several replicas can share it.
class S3ObjectStore implements ObjectStore, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bucket;
    private final S3Client client;

    /// @param endpoint such as `https://objects.example.cn`
    @ConfigurationProperties("bzt.s3")
    record Access(String bucket, URI endpoint, String region, String accessKey, String secretKey) {}

    S3ObjectStore(Access access) {
        this.bucket = access.bucket();
        this.client = client(access);
    }

    static S3Client client(Access access) {
        return S3Client.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(access.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
                .forcePathStyle(true)
                // What others than Amazon understand.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        ClientOverrideConfiguration.builder().apiCallTimeout(PATIENCE).build())
                .build();
    }

    @Override
    public void put(String key, byte[] content) {
        client.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    @Override
    public byte[] get(String key) {
        return client.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArrayUnsafe();
    }

    @Override
    public void delete(String key) {
        client.deleteObject(it -> it.bucket(bucket).key(key));
    }

    @Override
    public void close() {
        client.close();
    }
}
