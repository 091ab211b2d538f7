package cn.biaozhengtong.enterprise.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.HostileFiles;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.kit.test.Uploads;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// Evidence of a dispute, uploaded over HTTP.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
@Import({TestDirectory.class, Registered.class})
class UploadsTest {
    @Autowired private Registered registered;
    @Autowired private Disputes disputes;

    @Value("${local.server.port}")
    private int port;

    private Uploads evidence(int number, AccountId account) {
        return new Uploads(
                URI.create("http://127.0.0.1:%d/api/enterprises/v1/disputes".formatted(port)),
                TestTokens.verifiedPhone(account.value(), UUID.randomUUID()),
                Map.of("uscc", Registered.uscc(number).value(), "text", "营业执照在我公司"),
                "evidence");
    }

    @Test
    void item1_hostileEvidence_isRefused_andTheServiceGoesOn() throws Exception {
        registered.enterprise(491, "上传测试有限公司", AccountId.random());
        AccountId account = AccountId.random();
        evidence(491, account).mustRefuseHostileFiles();
        HttpResponse<String> answer =
                evidence(491, account).send(HostileFiles.of("exif6.jpg").getByteArray());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        UUID id = UUID.fromString(answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"));
        BufferedImage kept = ImageIO.read(new ByteArrayInputStream(disputes.evidence(id, 0)));
        // Held upright, and kept so.
        assertThat(kept.getHeight()).isGreaterThan(kept.getWidth());
    }
}
