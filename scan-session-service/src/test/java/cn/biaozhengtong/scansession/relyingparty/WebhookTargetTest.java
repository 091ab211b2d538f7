package cn.biaozhengtong.scansession.relyingparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where webhooks must never go (SSRF).
class WebhookTargetTest {
    /// A sandbox with the sample platform, or none.
    private static WebhookTarget target(boolean sandbox) {
        return new WebhookTarget(sandbox ? Set.of(18091) : Set.of());
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
                "https://[64:ff9b:1::a00:1]/",
                "https://[2002:a00:1::1]/",
                "https://[2001:0:a00:1::1]/",
                "https://[2001:db8::1]/",
                "https://[3fff::1]/",
                "https://[fec0::1]/",
                "https://[100::1]/",
                "https://[::127.0.0.1]/",
                "https://[ff02::1]/",
                "https://198.18.0.1/",
                "https://198.19.255.255/",
                "https://192.0.0.8/",
                "https://192.0.2.1/",
                "https://192.88.99.1/",
                "https://203.0.113.7/",
                "https://198.51.100.7/",
                "https://240.0.0.1/",
                "https://2130706433/",
                "https://0x7f.1/",
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
        assertThat(target(false).allows("https://[2606:2800:220:1:248:1893:25c8:1946]/")).isTrue();
        assertThat(target(true).allows("http://10.0.0.1/")).isFalse();
        assertThat(target(true).allows("http://93.184.216.34/")).isFalse();
        assertThat(target(true).allows("ftp://127.0.0.1:18091/")).isFalse();
        assertThat(target(true).allows("file://127.0.0.1/etc/passwd")).isFalse();
    }

    /// Every port of the machine, through tests of webhooks.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "http://127.0.0.1:22/",
                "https://127.0.0.1:18080/",
                "http://127.0.0.1:18090/",
                "http://127.0.0.1:18092/",
                "http://localhost:3306/",
                "http://[::1]:18083/",
                "http://127.1.2.3:18088/",
                "http://2130706433:18089/",
                "http://127.0.0.1:018092/"
            })
    void item10_sandbox_asksNoPortOfItsMachineButThoseThatWereNamed(String url) {
        assertThat(target(true).resolve(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.0.0.9"})
    void sandbox_asksTheNamedPort(String host) {
        assertThat(target(true).allows("http://" + host + ":18091/webhook")).isTrue();
        assertThat(target(false).allows("http://" + host + ":18091/webhook")).isFalse();
    }

    @Test
    void host_withOneInnerAddressAmongMany_isRefused() {
        WebhookTarget target =
                new WebhookTarget(
                        Set.of(),
                        host ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral("93.184.216.34"),
                                    InetAddress.ofLiteral("10.0.0.1")
                                });
        assertThat(target.allows("https://platform.example/")).isFalse();
    }
}
