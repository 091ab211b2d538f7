package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.TestOperators;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.issuance.GenerateKey;
import cn.biaozhengtong.caorder.issuance.IssueCertificates;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/// S3, run by `deploy/check S3` only: pairs issued a second, from two verified operators' decisions
/// to the stored pair in the transparency log, with the audit log on. The database is on the same
/// machine; the service's own processor time is told apart.
@Import(TestOperators.class)
class IssuanceSpeed extends OrdersTestBase {
    private static final int WARM = 200;
    private static final int MEASURED = 600;
    private static final int THREADS = 8;

    @Autowired private ByOrigin of;
    @Autowired private TestOrders.Maker maker;
    @Autowired private TestOperators operators;
    @Autowired private Orders orders;
    @Autowired private GenerateKey generate;
    @Autowired private IssueCertificates issue;
    @Autowired private TransactionTemplate transactions;

    private record Due(OrderId order, SigningKeys.Key key, VerifiedRequest request) {}

    private Due due() {
        TestOrders.Placed it = maker.submitted();
        operators.approve(it.id());
        transactions.executeWithoutResult(s ->
                orders.move(
                        orders.lock(it.id()), OrderState.awaiting_download, "test", null, "paid"));
        Person person = new Person(it.account(), DeviceId.random());
        DeviceShare share = DeviceShare.generate();
        byte[] context = ProvePossession.context(person, it.id().value());
        generate.generate(person, it.id(), share.commitment(), share.prove(context));
        VerifiedRequest request =
                CertificateRequest.parse(
                        CertificateRequest.create(
                                DistinguishedName.of("鞍山测试有限公司", "ANSTEEL-ENT-1Y", "鞍山测试有限公司"),
                                Sm2KeyPair.generate()));
        return new Due(it.id(), of.key(it.id()).orElseThrow(), request);
    }

    private void issueAll(List<Due> all) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            all.forEach(it ->
                    pool.submit(() ->
                            issue.issue(it.order(), it.key(), it.request(), Scalar.random())));
            pool.shutdown();
            assertThat(pool.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        }
        all.forEach(it ->
                assertThat(of.certificates(it.order()))
                        .hasSize(2)
                        .allMatch(Certificates.Stored::isActive));
    }

    @Test
    void issued_aSecond() throws InterruptedException {
        List<Due> all = new ArrayList<>();
        for (int i = 0; i < WARM + MEASURED; i++) {
            all.add(due());
        }
        issueAll(all.subList(0, WARM));
        var cpu = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpuBefore = cpu.getProcessCpuTime();
        long begin = System.nanoTime();
        issueAll(all.subList(WARM, all.size()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        double service = (cpu.getProcessCpuTime() - cpuBefore) / 1e9;
        System.out.printf(
                "S3 {\"check\":\"S3\",\"pairs\":%d,\"pairs_per_second\":%.0f,\"service_cpu_ms_per_pair\":%.2f,\"pairs_per_second_of_service_cpu\":%.0f}%n",
                MEASURED, MEASURED / seconds, service * 1000 / MEASURED, MEASURED / service);
    }
}
