package cn.biaozhengtong.kit.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Random;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/// R22: the adapter against a server of the S3 API that verifies signatures.
class S3ObjectStoreTest {
    private static S3Proxy server;
    private static URI endpoint;

    @BeforeAll
    static void aServer() throws Exception {
        TransientNio2BlobStore blobs = new TransientNio2BlobStore();
        server =
                S3Proxy.builder()
                        .blobStore(blobs)
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                        .build();
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + server.getPort());
        try (var admin = S3ObjectStore.client(access("secret"))) {
            admin.createBucket(it -> it.bucket("bzt"));
        }
    }

    @AfterAll
    static void down() throws Exception {
        server.stop();
    }

    private static S3ObjectStore.Access access(String secret) {
        return new S3ObjectStore.Access("bzt", endpoint, "cn-north-1", "key", secret);
    }

    @Test
    void R22_whatIsPut_comesBackByteForByte() {
        S3ObjectStore store = new S3ObjectStore(access("secret"));
        byte[] large = new byte[10 << 20];
        new Random(1).nextBytes(large);
        String key = UUID.randomUUID().toString();
        store.put(key, large);
        store.put(key + "-empty", new byte[0]);
        assertThat(store.get(key)).isEqualTo(large);
        assertThat(store.get(key + "-empty")).isEmpty();
        store.delete(key);
        store.delete(key);
        assertThatThrownBy(() -> store.get(key)).isInstanceOf(SdkException.class);
        store.close();
    }

    @Test
    void anAbsentObject_aWrongSecret_aDeadServer_areErrors_notEmptyFiles() {
        S3ObjectStore store = new S3ObjectStore(access("secret"));
        assertThatThrownBy(() -> store.get("absent")).isInstanceOf(SdkException.class);
        S3ObjectStore forger = new S3ObjectStore(access("other"));
        assertThatThrownBy(() -> forger.put("x", new byte[] {1})).isInstanceOf(SdkException.class);
        S3ObjectStore nowhere =
                new S3ObjectStore(
                        new S3ObjectStore.Access(
                                "bzt",
                                URI.create("http://127.0.0.1:1"),
                                "cn-north-1",
                                "key",
                                "secret"));
        assertThatThrownBy(() -> nowhere.put("x", new byte[] {1})).isInstanceOf(SdkException.class);
    }
}
