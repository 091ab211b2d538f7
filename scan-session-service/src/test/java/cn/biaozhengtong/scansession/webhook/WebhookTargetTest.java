package cn.biaozhengtong.scansession.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where webhooks must never go (SSRF).
class WebhookTargetTest {
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
        assertThat(new WebhookTarget(false).allows(url)).isFalse();
    }

    @Test
    void publicHttps_isAllowed_andSandboxAllowsLoopbackOnly() {
        assertThat(new WebhookTarget(false).allows("https://93.184.216.34/hook")).isTrue();
        assertThat(new WebhookTarget(true).allows("http://127.0.0.1:18091/webhook")).isTrue();
        assertThat(new WebhookTarget(true).allows("http://10.0.0.1/")).isFalse();
    }
}
