package cn.biaozhengtong.scansession.relyingparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/// Where webhooks must never go (SSRF).
class WebhookTargetTest {
    private static WebhookTarget target(boolean allowLoopback) {
        return new WebhookTarget(allowLoopback, new MockEnvironment());
    }

    @Test
    void production_withLoopbackAllowed_refusesToStart() {
        MockEnvironment production = new MockEnvironment();
        production.setActiveProfiles("production");
        assertThatThrownBy(() -> new WebhookTarget(true, production))
                .hasMessageContaining("BZT_SANDBOX=false");
        assertThat(new WebhookTarget(false, production).allows("https://127.0.0.1/")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://172.16.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "http://93.184.216.34/",
                "https://user@93.184.216.34/",
                "ftp://93.184.216.34/",
                "not a url",
                ""
            })
    void production_innerAddressesAndPlainHttp_areRefused(String url) {
        assertThat(target(false).allows(url)).isFalse();
    }

    @Test
    void publicHttps_isAllowed_andSandboxAllowsLoopbackOnly() {
        assertThat(target(false).allows("https://93.184.216.34/hook")).isTrue();
        assertThat(target(true).allows("http://127.0.0.1:18091/webhook")).isTrue();
        assertThat(target(true).allows("http://10.0.0.1/")).isFalse();
    }

    @Test
    void host_withOneInnerAddressAmongMany_isRefused() {
        WebhookTarget target =
                new WebhookTarget(
                        false,
                        host ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral("93.184.216.34"),
                                    InetAddress.ofLiteral("10.0.0.1")
                                });
        assertThat(target.allows("https://platform.example/")).isFalse();
    }
}
