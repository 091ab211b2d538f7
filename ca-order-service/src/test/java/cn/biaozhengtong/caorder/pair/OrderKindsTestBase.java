package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.issuance.ConfirmDownload;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.ApplicationForm;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.ordering.SubmitOrder;
import cn.biaozhengtong.caorder.payment.PayOrder;
import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// An enterprise with its people, and orders brought as far as a test needs them.
@Import({TestOperators.class, TestPhone.class})
abstract class OrderKindsTestBase extends OrdersTestBase {
    @Autowired ByOrigin of;
    @Autowired TestOrders.NotingDesk desk;
    @Autowired TestOrders.Maker maker;
    @Autowired TestOperators operators;
    @Autowired TestPhone phone;
    @Autowired PlaceOrder place;
    @Autowired SubmitOrder submit;
    @Autowired Orders orders;
    @Autowired OrderRights rights;
    @Autowired PayOrder pay;
    @Autowired ConfirmDownload confirm;
    @Autowired Certificates certificates;
    @Autowired FreezeCertificate freeze;
    @Autowired ApplicationForm form;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient database;

    final EnterpriseId enterprise = EnterpriseId.random();
    final AccountId administrator = AccountId.random();
    final AccountId agent = AccountId.random();
    final AccountId stranger = AccountId.random();
    final DeviceId device = DeviceId.random();

    @BeforeEach
    void people() {
        desk.appoint(administrator, enterprise, Role.administrator);
        desk.appoint(agent, enterprise, Role.agent);
        desk.personName = "李四";
    }

    @AfterEach
    void asItWas() {
        desk.claimKind = "claim";
        desk.claimStands = true;
        desk.claimer = new AccountId(new UUID(0, 1));
        desk.personName = "";
    }

    Person person(AccountId account) {
        return new Person(account, device);
    }

    OrderId place(AccountId account, OrderKind kind, @Nullable SerialNumber old, String product) {
        return maker.placed(
                place.prepare(
                        account,
                        new PlaceOrder.Wish(kind, enterprise.value(), enterprise, old, product)));
    }

    OrderId approved(AccountId account, OrderKind kind, @Nullable SerialNumber old) {
        OrderId id =
                place(
                        account,
                        kind,
                        old,
                        kind == OrderKind.personal ? "ANSTEEL-PER-1Y" : "ANSTEEL-ENT-1Y");
        maker.submit(account, id);
        operators.approve(id);
        return id;
    }

    void paid(OrderId id) {
        transactions.executeWithoutResult(s ->
                orders.move(orders.lock(id), OrderState.awaiting_download, "test", null, "paid"));
    }

    Certificate fetched(AccountId account, OrderId id) {
        paid(id);
        DownloadCertificates.Pair pair = phone.download(person(account), id);
        confirm.confirm(person(account), id);
        assertThat(orders.byId(id).state()).isEqualTo(OrderState.completed);
        return Certificate.parse(pair.signing().encoded());
    }

    Certificate additional() {
        return fetched(administrator, approved(administrator, OrderKind.additional, null));
    }

    void expires(Certificate it, Duration in) {
        database.sql("UPDATE issued_certificate SET not_after = ? WHERE serial = ?")
                .params(java.sql.Timestamp.from(Instant.now().plus(in)), it.serial().hex())
                .update();
    }

    String state(Certificate it) {
        return certificates.find(it.serial()).orElseThrow().state().name();
    }
}
