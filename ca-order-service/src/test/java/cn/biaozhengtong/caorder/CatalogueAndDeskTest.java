package cn.biaozhengtong.caorder;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.catalogue.CatalogueProblem;
import cn.biaozhengtong.caorder.catalogue.KeepCatalogue;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeyProblem;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.LikeEnterprise;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.NameWarning;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.review.CompareNames;
import cn.biaozhengtong.caorder.review.DecideOrder;
import cn.biaozhengtong.caorder.review.Decision;
import cn.biaozhengtong.caorder.review.PreChecks;
import cn.biaozhengtong.caorder.review.ReviewClaims;
import cn.biaozhengtong.caorder.review.ReviewDesk;
import cn.biaozhengtong.caorder.review.ReviewProblem;
import cn.biaozhengtong.caorder.review.ReviewStatistics;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// R19: the catalogue and who keeps it; R24: the queue of the reviewers.
@SpringBootTest
@RealServers
@Import(TestOrders.class)
class CatalogueAndDeskTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private TestOrders.NotingDesk noting;
    @Autowired private Catalogue catalogue;
    @Autowired private KeepCatalogue keep;
    @Autowired private TestOrders.Maker maker;
    @Autowired private Orders orders;
    @Autowired private ReviewClaims claims;
    @Autowired private ReviewDesk desk;
    @Autowired private PreChecks checks;
    @Autowired private CompareNames names;
    @Autowired private DecideOrder decide;
    @Autowired private ReviewStatistics statistics;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private static KeepCatalogue.NewProduct product(String code, String platform) {
        return new KeepCatalogue.NewProduct(
                code, platform, "enterprise", List.of(Permission.login), 365, price(100));
    }

    private static KeepCatalogue.Price price(long cents) {
        return new KeepCatalogue.Price(cents, cents);
    }

    @Test
    void R19_fiveHundredPlatforms_areSearchedAndPaged() {
        for (int i = 0; i < 500; i++) {
            String code = "MANY" + i;
            keep.platform("admin", code, "大量平台" + i + "号");
            keep.add("admin", product(code + "-ENT", code));
        }
        assertThat(catalogue.platforms("大量平台", 0)).hasSize(50);
        assertThat(catalogue.platforms("大量平台", 9)).hasSize(50);
        assertThat(catalogue.platforms("大量平台", 10)).isEmpty();
        assertThat(catalogue.platforms("大量平台499号", 0))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.products()).singleElement();
                    assertThat(it.products().getFirst().code()).isEqualTo("MANY499-ENT");
                });
        assertThat(catalogue.platforms("%' OR 1=1 --", 0)).isEmpty();
        keep.platform("admin", "MANY7", "改名平台");
        assertThat(catalogue.platforms("改名平台", 0)).singleElement();
    }

    @Test
    void item17_nameOfAnotherPlatform_isRefused_howeverItIsWritten() {
        keep.platform("admin", "NAMED", "Straße 一号 eBid 平台");
        for (String name :
                List.of(
                        "Straße 一号 eBid 平台",
                        "STRASSE 一号 EBID 平台",
                        "straße一号ebid平台",
                        "Straße 一号 ｅＢｉｄ　平台",
                        "Straße·一号（eBid）平台",
                        "【沙箱】Straße 一号 eBid 平台",
                        "【沙箱】沙 箱 Straße 一号 eBid 平台")) {
            refused(
                    CatalogueProblem.name_taken,
                    () -> keep.platform("anybody", "SBX-NAMED222", name));
        }
        assertThat(catalogue.platformName("SBX-NAMED222")).isEmpty();
        // Whoever has it may write it otherwise; nobody may take it by a change of his own.
        keep.platform("admin", "NAMED", "Straße 一号 EBID 平台");
        keep.platform("admin", "NAMED-2", "Straße 二号 eBid 平台");
        refused(
                CatalogueProblem.name_taken,
                () -> keep.platform("admin", "NAMED-2", "straße 一号 ebid 平台"));
        assertThat(catalogue.platformName("NAMED-2")).hasValue("Straße 二号 eBid 平台");
    }

    @Test
    void item17_oneNameTakenAtOnce_isOnePlatforms() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                String code = "ATONCE" + i;
                all.add(
                        people.submit(() -> {
                            try {
                                transactions.executeWithoutResult(status -> {
                                    catalogue.platformName(code);
                                    keep.platform("anybody", code, "同时登记的平台");
                                });
                            } catch (ProblemException e) {
                                assertThat(e.problem()).isEqualTo(CatalogueProblem.name_taken);
                                refusals.incrementAndGet();
                            }
                        }));
            }
        }
        for (Future<?> it : all) {
            it.get();
        }
        assertThat(refusals).hasValue(7);
        assertThat(catalogue.platforms("同时登记的平台", 0)).hasSize(1);
    }

    @Test
    void R19_aPrice_holdsFromItsMoment_andOrdersKeepTheirs() throws Exception {
        keep.platform("admin", "PRICED", "定价平台");
        keep.add("admin", product("PRICED-1", "PRICED"));
        Instant soon = Instant.now().plusMillis(1500);
        keep.price("admin", "PRICED-1", price(250), soon);
        assertThat(catalogue.product("PRICED-1").orElseThrow().priceCents()).isEqualTo(100);
        Thread.sleep(2000);
        assertThat(catalogue.product("PRICED-1").orElseThrow().priceCents()).isEqualTo(250);
        refused(
                CatalogueProblem.price_in_the_past,
                () -> keep.price("admin", "PRICED-1", price(1), Instant.now().minusSeconds(1)));
        refused(
                CatalogueProblem.product_absent,
                () -> keep.price("admin", "NOT-THERE", price(1), Instant.now().plusSeconds(60)));
        TestOrders.Placed order = maker.draft();
        keep.price("admin", "ANSTEEL-ENT-1Y", price(1), Instant.now().plusMillis(300));
        Thread.sleep(500);
        assertThat(orders.byId(order.id()).priceCents()).isEqualTo(TestOrders.PRICE);
        assertThat(orders.byId(maker.draft().id()).priceCents()).isEqualTo(1);
        keep.price(
                "admin", "ANSTEEL-ENT-1Y", price(TestOrders.PRICE), Instant.now().plusMillis(100));
    }

    @Test
    void R19_products_areNeverChanged_onlyWithdrawn() {
        keep.platform("admin", "FIXED", "固定平台");
        keep.add("admin", product("FIXED-1", "FIXED"));
        refused(
                CatalogueProblem.product_exists,
                () -> keep.add("admin", product("FIXED-1", "FIXED")));
        refused(
                CatalogueProblem.platform_unknown,
                () -> keep.add("admin", product("FIXED-2", "NOWHERE")));
        keep.withdraw("admin", "FIXED-1");
        keep.withdraw("admin", "FIXED-1");
        assertThat(catalogue.platforms("固定平台", 0).getFirst().products()).isEmpty();
        assertThat(catalogue.product("FIXED-1")).isPresent();
        refused(CatalogueProblem.product_absent, () -> keep.withdraw("admin", "NOT-THERE"));
    }

    @Test
    void R24_twentyOperatorsClaimAtOnce_oneHasIt_andOnlyHeDecides() throws Exception {
        TestOrders.Placed order = maker.submitted();
        AtomicInteger won = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String operator = "operator-" + i;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            claims.claim(operator, order.id());
                            won.incrementAndGet();
                        } catch (ProblemException e) {
                            assertThat(e.problem()).isEqualTo(ReviewProblem.claimed_by_another);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(won).hasValue(1);
        String holder = claims.holder(order.id()).orElseThrow();
        claims.claim(holder, order.id());
        refused(ReviewProblem.claimed_by_another, () -> decide("somebody", order));
        // The holder comes as far as his key, which he has not got.
        refused(OperatorKeyProblem.not_enrolled, () -> decide(holder, order));
        claims.release("somebody", order.id());
        assertThat(claims.holder(order.id())).contains(holder);
        database.sql("UPDATE review_claim SET claimed_until = '2020-01-01' WHERE order_id = ?")
                .param(order.id().toString())
                .update();
        claims.claim("somebody", order.id());
        claims.release("somebody", order.id());
        assertThat(claims.holder(order.id())).isEmpty();
    }

    private void decide(String operator, TestOrders.Placed order) {
        decide.decide(
                operator,
                new DecideOrder.Signed(
                        order.id(),
                        Decision.Stage.review,
                        Decision.Verdict.approve,
                        "",
                        desk.sheet(order.id()).hash(),
                        java.time.Instant.now(),
                        Preimage.of(new byte[70])));
    }

    private PreChecks.Result result(OrderId order, String check) {
        Order it = orders.byId(order);
        return checks.of(it, names.of(it)).stream()
                .filter(c -> c.name().equals(check))
                .findFirst()
                .orElseThrow()
                .result();
    }

    @Test
    void item9_namesThatLookAlike_areAskedForWhenSomebodyLooks() {
        Order it = orders.byId(maker.submitted().id());
        assertThat(result(it.orderId(), "name")).isEqualTo(PreChecks.Result.passed);
        // Whoever came since it was submitted.
        NameWarning like =
                new NameWarning(
                        "look_alike",
                        "名称与另一企业的看起来一样",
                        "The name looks like another enterprise's",
                        new LikeEnterprise("鞍山测试有限公司", "912103000000000000"));
        noting.nameWarnings = List.of(like);
        assertThat(names.of(it)).containsExactly(like);
        assertThat(result(it.orderId(), "name")).isEqualTo(PreChecks.Result.attention);
        noting.nameWarnings = null;
        assertThat(result(it.orderId(), "name")).isEqualTo(PreChecks.Result.unknown);
        noting.nameWarnings = List.of();
    }

    @Test
    void R24_preChecks_tellWhatAPersonMustLookAt() {
        OrderId order = maker.submitted().id();
        assertThat(result(order, "uscc")).isEqualTo(PreChecks.Result.passed);
        assertThat(result(order, "licence")).isEqualTo(PreChecks.Result.passed);
        assertThat(result(order, "duplicate")).isEqualTo(PreChecks.Result.passed);
        noting.personName = "";
        assertThat(result(order, "applicant")).isEqualTo(PreChecks.Result.attention);
        noting.personName = "赵六";
        assertThat(result(order, "applicant")).isEqualTo(PreChecks.Result.attention);
        noting.personName = "王五";
        assertThat(result(order, "applicant")).isEqualTo(PreChecks.Result.passed);
        noting.personName = "down";
        assertThat(result(order, "applicant")).isEqualTo(PreChecks.Result.unknown);
        OrderId second = maker.submitted().id();
        database.sql(
                        "UPDATE orders SET enterprise_id = (SELECT enterprise_id FROM (SELECT *"
                                + " FROM orders) o WHERE o.id = ?) WHERE id = ?")
                .params(order.toString(), second.toString())
                .update();
        assertThat(result(order, "duplicate")).isEqualTo(PreChecks.Result.attention);
        assertThat(statistics.of(30).waiting().get("awaiting_review")).isGreaterThanOrEqualTo(2);
    }
}
