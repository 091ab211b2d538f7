package cn.biaozhengtong.scansession.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.scansession.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// R34: what waits for a certificate is known until its last key was opened.
@SpringBootTest
@RealServers
class TenderLedgerTest {
    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) {
        TestKey.properties(registry);
    }

    @Autowired private TenderLedger ledger;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final String first = hash();
    private final String second = hash();
    private final String third = hash();
    private final String serial = UUID.randomUUID().toString().replace("-", "");
    private final String number = "招标-" + UUID.randomUUID();
    private final Instant opening =
            Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);

    private static String hash() {
        return UUID.randomUUID().toString().replace("-", "").repeat(2);
    }

    private TenderLedger.Tender tender(String lot, Instant opensAt) {
        return new TenderLedger.Tender("ANSTEEL", number, lot, "高炉备件采购", opensAt);
    }

    private void encrypted(TenderLedger.Tender tender, String... hashes) {
        transactions.executeWithoutResult(
                s -> ledger.encrypted(tender, serial, UUID.randomUUID(), List.of(hashes)));
    }

    private void opened(String hash) {
        transactions.executeWithoutResult(s -> ledger.opened(hash));
    }

    @Test
    void R34_waits_untilTheLastKeyWasOpened_nextOpeningFirst() {
        TenderLedger.Tender later = tender("一标段", opening.plusSeconds(60));
        TenderLedger.Tender sooner = tender("二标段", opening);
        encrypted(later, first, second);
        encrypted(later, first, second);
        encrypted(sooner, third);
        assertThat(ledger.waitingFor(serial)).containsExactly(sooner, later);
        opened(first);
        assertThat(ledger.waitingFor(serial)).containsExactly(sooner, later);
        opened(second);
        assertThat(ledger.waitingFor(serial)).containsExactly(sooner);
        assertThat(ledger.waitingFor("f".repeat(32))).isEmpty();
        assertThat(
                        ledger.knows(
                                new cn.biaozhengtong.crypto.envelope.Tender(
                                        number, "一标段", "ANSTEEL"),
                                first))
                .isTrue();
        assertThat(
                        ledger.knows(
                                new cn.biaozhengtong.crypto.envelope.Tender(
                                        number, "一标段", "LNGGZY"),
                                first))
                .isFalse();
        assertThat(
                        ledger.knows(
                                new cn.biaozhengtong.crypto.envelope.Tender(
                                        number, "二标段", "ANSTEEL"),
                                first))
                .isFalse();
    }

    @Test
    void item7_key_isFoundByItsHash_overAllTendersAndPlatforms() {
        String hash = hash();
        encrypted(tender("一标段", opening), hash);
        var elsewhere =
                new cn.biaozhengtong.crypto.envelope.Tender(
                        "T-" + UUID.randomUUID(), "其他标段", "LNGGZY");
        assertThat(ledger.opensAt(elsewhere, List.of(hash))).contains(opening);
        assertThat(ledger.opensAt(elsewhere, List.of("e".repeat(64)))).isEmpty();
        assertThat(ledger.isRecorded(hash)).isTrue();
        assertThat(ledger.knows(elsewhere, hash)).isFalse();
        assertThat(ledger.hasUnopened(serial)).isTrue();
        opened(hash);
        assertThat(ledger.hasUnopened(serial)).isFalse();
        assertThat(ledger.waitingFor(serial)).isEmpty();
    }

    @Test
    void R34_aMovedOpening_isFollowed_andOneLongPastWaitsForNobody() {
        encrypted(tender("一标段", opening), first);
        TenderLedger.Tender moved = tender("一标段", opening.plusSeconds(3600));
        encrypted(moved, first);
        assertThat(ledger.waitingFor(serial)).containsExactly(moved);
        encrypted(tender("一标段", Instant.now().minus(Duration.ofDays(31))), first);
        assertThat(ledger.waitingFor(serial)).isEmpty();
    }

    @Test
    void theLedger_isNeverCut() {
        encrypted(tender("一标段", opening), first);
        assertThatThrownBy(() ->
                        database.sql("DELETE FROM tender_wrapped_key WHERE encryption_serial = ?")
                                .param(serial)
                                .update())
                .hasMessageContaining("never cut");
    }

    /// The hour before an opening: everybody encrypts for the same tender, and its platform moves
    /// it.
    @Test
    void P9_biddersOfOneTender_doNotStandInEachOthersWay() throws Exception {
        int bidders = 24;
        CyclicBarrier together = new CyclicBarrier(bidders);
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < bidders; i++) {
            TenderLedger.Tender stated = tender("一标段", opening.plusSeconds(i % 3));
            all.add(() -> {
                for (int repeat = 0; repeat < 5; repeat++) {
                    together.await(20, TimeUnit.SECONDS);
                    encrypted(stated, hash());
                }
                return null;
            });
        }
        try (ExecutorService people = Executors.newFixedThreadPool(bidders)) {
            for (Future<Void> it : people.invokeAll(all)) {
                it.get();
            }
        }
        assertThat(ledger.waitingFor(serial))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.tender()).isEqualTo(number);
                    assertThat(it.opensAt()).isBetween(opening, opening.plusSeconds(2));
                });
    }
}
