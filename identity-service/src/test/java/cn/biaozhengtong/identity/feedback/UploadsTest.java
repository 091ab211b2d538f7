package cn.biaozhengtong.identity.feedback;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.kit.test.Uploads;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// Pictures of feedback, uploaded over HTTP by an account that nobody verified.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
@Import(PlainIssuer.class)
class UploadsTest {
    @Autowired private Accounts accounts;

    @Value("${local.server.port}")
    private int port;

    @Test
    void item1_hostilePictures_areRefused_andTheServiceGoesOn() throws Exception {
        AccountId account = accounts.forPhone(new PhoneNumber("13922220901"));
        new Uploads(
                        URI.create("http://127.0.0.1:%d/api/identity/v1/feedback".formatted(port)),
                        TestTokens.phone(account.value(), UUID.randomUUID()),
                        Map.of("text", "扫码没有反应"),
                        "pictures")
                .mustSurviveHostileFiles();
    }
}
