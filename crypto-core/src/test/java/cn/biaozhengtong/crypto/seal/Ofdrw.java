package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// OFDRW's classes and the BouncyCastle that they need, apart from ours.
final class Ofdrw implements AutoCloseable {
    private final URLClassLoader loader;

    Ofdrw() throws IOException {
        List<URL> jars = new ArrayList<>();
        try (var files = Files.list(Path.of("target/ofdrw"))) {
            for (Path it : files.toList()) {
                jars.add(it.toUri().toURL());
            }
        }
        assertThat(jars).as("jars that the build copies to target/ofdrw").hasSize(2);
        loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /// @param type such as `v4.SESeal`
    byte[] readAndWrite(String type, byte[] der) throws Exception {
        Class<?> primitive = loader.loadClass("org.bouncycastle.asn1.ASN1Primitive");
        Object parsed = primitive.getMethod("fromByteArray", byte[].class).invoke(null, der);
        Class<?> read = loader.loadClass("org.ofdrw.gm.ses." + type);
        Object made = read.getMethod("getInstance", Object.class).invoke(null, parsed);
        return (byte[]) read.getMethod("getEncoded", String.class).invoke(made, "DER");
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
