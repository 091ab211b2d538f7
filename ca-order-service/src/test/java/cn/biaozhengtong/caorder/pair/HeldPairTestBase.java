package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.decryption.SelfTest;
import cn.biaozhengtong.caorder.held.SignForSession;
import cn.biaozhengtong.caorder.issuance.ConfirmDownload;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.recovery.AdmitRecovery;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.StartRecovery;
import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A pair on a phone, and a desk that knows who proved himself for what.
@Import({TestOperators.class, TestPhone.class, HeldPairTestBase.People.class})
abstract class HeldPairTestBase extends OrdersTestBase {
    /// Knows who proved himself for what.
    @TestConfiguration
    static class People {
        @Bean
        @Primary
        IdentityDesk people() {
            return new TestIdentityDesk();
        }
    }

    @Autowired ByOrigin of;
    @Autowired Register register;
    @Autowired TestOrders.NotingDesk desk;
    @Autowired TestOrders.Maker maker;
    @Autowired TestOperators operators;
    @Autowired TestPhone phone;
    @Autowired PlaceOrder place;
    @Autowired Orders orders;
    @Autowired ConfirmDownload confirm;
    @Autowired Certificates certificates;
    @Autowired FreezeCertificate freeze;
    @Autowired RevokeCertificate revoke;
    @Autowired SignForSession sign;
    @Autowired SelfTest selfTest;
    @Autowired StartRecovery start;
    @Autowired AdmitRecovery admit;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient database;

    final EnterpriseId enterprise = EnterpriseId.random();
    final AccountId account = AccountId.random();
    final DeviceId lost = DeviceId.random();
    final DeviceId found = DeviceId.random();
    DownloadCertificates.Pair pair;

    @BeforeEach
    void aPairOnAPhone() {
        desk.appoint(account, enterprise, Role.administrator);
        pair = fetched(OrderKind.additional, null);
    }

    /// The account, on one of its devices.
    Person on(DeviceId device) {
        return new Person(account, device);
    }

    DownloadCertificates.Pair fetched(OrderKind kind, SerialNumber old) {
        OrderId id = paid(kind, old);
        DownloadCertificates.Pair it = phone.download(on(lost), id);
        confirm.confirm(on(lost), id);
        phone.knows(parsed(it.signing()));
        return it;
    }

    /// An order of the account, approved and paid.
    OrderId paid(OrderKind kind, SerialNumber old) {
        OrderId id =
                maker.placed(
                        place.prepare(
                                account,
                                new PlaceOrder.Wish(
                                        kind, null, enterprise, old, "ANSTEEL-ENT-1Y")));
        maker.submit(account, id);
        operators.approve(id);
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
        return id;
    }

    static Certificate parsed(Certificates.Stored it) {
        return Certificate.parse(it.encoded());
    }

    RecoverCertificates.Recovered recovered(Certificates.Stored signing) {
        Recoveries.Recovery it = proved(found, signing, Proof.presence);
        RecoverCertificates.Recovered got = phone.recover(on(found), it.id(), it.keys().size());
        phone.knows(parsed(got.signing()));
        return got;
    }

    /// A recovery that was proved on the device for which it is.
    Recoveries.Recovery proved(DeviceId device, Certificates.Stored signing, Proof proof) {
        Recoveries.Recovery it = start.start(on(device), signing.serial());
        return admit.prove(proves(device, Purpose.recovery, it.id().toString(), proof), it.id());
    }

    IdentityDesk.Asker proves(DeviceId device, Purpose purpose, String act, Proof proof) {
        return TestIdentityDesk.proves(TestIdentityDesk.asker(on(device)), purpose, act, proof);
    }

    static Authorisation bid(Certificates.Stored encryption, String... secrets) {
        Certificate to = parsed(encryption);
        return new Authorisation(
                "session-" + UUID.randomUUID(),
                "招标-1",
                "标段-1",
                "ANSTEEL",
                "",
                encryption.serial(),
                List.of(secrets).stream()
                        .map(it -> to.publicKey().encrypt(it.getBytes(StandardCharsets.UTF_8)))
                        .map(Preimage::of)
                        .toList());
    }

    AnswerDecryption.Holder holder(DeviceId device, Certificates.Stored signing) {
        return new AnswerDecryption.Holder(on(device), signing.serial());
    }

    List<String> decrypt(DeviceId device, Certificates.Stored signing, Authorisation what) {
        return phone.decrypt(holder(device, signing), what, UnaryOperator.identity()).stream()
                .map(it -> new String(it, StandardCharsets.UTF_8))
                .toList();
    }

    Certificates.Stored now(Certificates.Stored it) {
        return certificates.find(it.serial()).orElseThrow();
    }
}
