package cn.biaozhengtong.identity.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/// R9: a message reaches a phone whose app is closed, by its title only.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import(PlainIssuer.class)
class PushTest {
    @Autowired private Pushes pushes;
    @Autowired private Devices devices;
    @Autowired private Messages messages;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    @Value("${local.server.port}")
    private int port;

    private final AccountId account = AccountId.random();
    private final DeviceKey key = TestDevices.key();
    private final DeviceId device = new DeviceId(key.id());

    private void tell(AccountId whom, String title) {
        transactions.executeWithoutResult(status ->
                messages.add(
                        whom, MessageBox.certificates, title, "证书序列号 1234", "/certificates/1"));
    }

    private String inbox(String address) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/sandbox/v1/push/" + address)
                .retrieve()
                .body(String.class);
    }

    private int waiting(DeviceId which) {
        return database.sql("SELECT COUNT(*) FROM push WHERE device_id = ?")
                .param(which.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void R9_message_isPushedByItsTitle_neverByWhatItSays() {
        devices.seen(account, key, "手机");
        String address = "a-" + device;
        pushes.reach(new Person(account, device), address);
        tell(account, "【CA证书已挂失】");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(inbox(address)).contains("【CA证书已挂失】"));
        assertThat(inbox(address)).contains("/certificates/1").doesNotContain("证书序列号");
        await().untilAsserted(() -> assertThat(waiting(device)).isZero());
    }

    @Test
    void removedDevice_andOneThatWentToAnotherAccount_isPushedNoMore() {
        devices.seen(account, key, "手机");
        String address = "b-" + device;
        pushes.reach(new Person(account, device), address);
        devices.remove(account, device);
        tell(account, "【一】");
        await().untilAsserted(() -> assertThat(waiting(device)).isZero());
        AccountId other = AccountId.random();
        devices.seen(other, key, "手机");
        pushes.reach(new Person(other, device), address);
        tell(account, "【二】");
        tell(other, "【三】");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(inbox(address)).contains("【三】"));
        assertThat(inbox(address)).doesNotContain("【一】").doesNotContain("【二】");
    }

    @Test
    void addressThatIsGone_isForgotten_andOneThatIsBusyIsTriedAgain() {
        devices.seen(account, key, "手机");
        pushes.reach(new Person(account, device), "gone-" + device);
        tell(account, "【一】");
        await().untilAsserted(() -> assertThat(pushes.address(device)).isEmpty());
        pushes.reach(new Person(account, device), "busy-" + device);
        tell(account, "【二】");
        await().untilAsserted(() ->
                assertThat(
                                database.sql("SELECT attempts FROM push WHERE device_id = ?")
                                        .param(device.toString())
                                        .query(Integer.class)
                                        .single())
                        .isEqualTo(1));
    }
}
