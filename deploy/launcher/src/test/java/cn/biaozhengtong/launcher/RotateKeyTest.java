package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateKeyTest {
    @Test
    void P17_rotatedTwice_keepsIndexAndOlderVersions(@TempDir Path folder) throws Exception {
        Secrets secrets = Secrets.in(folder.resolve("secrets"));
        Path key = secrets.folderOf("identity-service").resolve("field.key");
        byte[] first = Base64.getDecoder().decode(Files.readString(key));
        assertThat(secrets.rotateFieldKey("identity-service")).isEqualTo(2);
        assertThat(secrets.rotateFieldKey("identity-service")).isEqualTo(3);
        List<String> lines = Files.readAllLines(key);
        assertThat(lines).hasSize(4);
        byte[] index = Base64.getDecoder().decode(lines.get(0).substring("index ".length()));
        byte[] oldest = Base64.getDecoder().decode(lines.get(1).substring("1 ".length()));
        assertThat(first).startsWith(oldest).endsWith(index);
        assertThat(lines.get(2)).startsWith("2 ").isNotEqualTo(lines.get(3).replace("3 ", "2 "));
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }
}
