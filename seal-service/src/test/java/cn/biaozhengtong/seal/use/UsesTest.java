package cn.biaozhengtong.seal.use;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.making.Neighbours;
import cn.biaozhengtong.seal.member.Enterprises.Role;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What seals were used for, as the administrator sees it and takes it back.
@SpringBootTest
@RealServers
@Import(Neighbours.class)
class UsesTest {
    private static final String PLATFORM = "tender-platform";

    @Autowired private Neighbours others;
    @Autowired private SealUses uses;
    @Autowired private ListUses list;
    @Autowired private WithdrawUse withdraw;
    @Autowired private UnitOfWork work;
    @Autowired private AuditLog audit;
    @Autowired private JdbcClient database;

    private final UUID enterprise = UUID.randomUUID();
    private final UUID administrator = UUID.randomUUID();
    private final UUID agent = UUID.randomUUID();
    private final UUID document = UUID.randomUUID();

    private void used(String title) {
        SealUse it = use(UUID.randomUUID(), document, title);
        work.run(() -> uses.add(it.sessionId(), List.of(new SealUses.Fresh(it, "bidding_seal"))));
    }

    private SealUse use(UUID session, UUID of, String title) {
        return new SealUse(
                0,
                UUID.randomUUID(),
                "0".repeat(32) + "-1",
                of,
                "ab".repeat(32),
                title,
                3,
                PLATFORM,
                session,
                enterprise,
                agent,
                "1a2b",
                work.now(),
                UUID.randomUUID().toString().replace("-", "").repeat(2),
                null,
                null);
    }

    private List<SealUse> listed() {
        return list.list(administrator, enterprise, Long.MAX_VALUE);
    }

    /// Written together, each has its own record, entry and event, in their order.
    @Test
    void usesOfOneSession_eachHasItsOwnRecord_andTheAuditLogHolds() {
        others.roles.put(administrator, Role.administrator);
        UUID session = UUID.randomUUID();
        List<String> titles = List.of("阿卜杜拉·汗的标书", "𠮷野（中国）", "v1.2.pdf");
        List<SealUse> all = titles.stream().map(it -> use(session, UUID.randomUUID(), it)).toList();
        long told = events();
        work.run(() ->
                uses.add(
                        session,
                        all.stream().map(it -> new SealUses.Fresh(it, "bidding_seal")).toList()));
        List<SealUse> kept = listed().reversed();
        assertThat(kept).extracting(SealUse::title).isEqualTo(titles);
        for (int i = 0; i < all.size(); i++) {
            assertThat(kept.get(i).documentId()).isEqualTo(all.get(i).documentId());
            Logged logged = Objects.requireNonNull(kept.get(i).logged());
            assertThat(logged.fits()).isTrue();
            assertThat(logged.record()).contains(titles.get(i));
        }
        assertThat(events() - told).isEqualTo(titles.size());
        assertThat(audit.firstBroken()).isEmpty();
    }

    private long events() {
        return database.sql("SELECT COUNT(*) FROM outbox WHERE event_type = 'seal.seal.used.v1'")
                .query(Long.class)
                .single();
    }

    @Test
    void administrator_seesAllUses_agentsAndStrangersNone() {
        others.roles.put(administrator, Role.administrator);
        others.roles.put(agent, Role.agent);
        used("投标文件一");
        used("投标文件二");
        assertThat(listed()).extracting(SealUse::title).containsExactly("投标文件二", "投标文件一");
        assertThat(list.list(administrator, enterprise, listed().getFirst().id()))
                .extracting(SealUse::title)
                .containsExactly("投标文件一");
        refused(SealProblem.only_administrator, () -> list.list(agent, enterprise, Long.MAX_VALUE));
        refused(
                SealProblem.enterprise_unknown,
                () -> list.export(UUID.randomUUID(), enterprise, new StringBuilder()));
    }

    @Test
    void export_isReadBySpreadsheets_andCalculatesNothing() {
        others.roles.put(administrator, Role.administrator);
        used("=HYPERLINK(\"http://x\",\"投标\")");
        used("阿卜杜拉·汗的标书,\n第二行");
        StringBuilder out = new StringBuilder();
        list.export(administrator, enterprise, out);
        assertThat(out.toString())
                .startsWith("\uFEFF序号,")
                .endsWith("\"合计\",\"2\"\r\n")
                .contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"投标\"\")\",\"3\",")
                .contains(",\"阿卜杜拉·汗的标书,\n第二行\",\"3\",");
    }

    @Test
    void aUse_isTakenBackOnce_byItsPlatformOrTheAdministrator_andByNobodyElse() {
        others.roles.put(administrator, Role.administrator);
        others.roles.put(agent, Role.agent);
        used("投标文件");
        SealUse first = listed().getFirst();
        refused(
                UseProblem.use_unknown,
                () -> withdraw.byPlatform("another-platform", document, "x"));
        refused(
                UseProblem.use_unknown,
                () -> withdraw.byEnterprise(UUID.randomUUID(), first.id(), "x"));
        refused(
                SealProblem.only_administrator,
                () -> withdraw.byEnterprise(agent, first.id(), "x"));
        assertThat(uses.withdrawn(List.of(first.signatureDigest()))).isEmpty();
        withdraw.byEnterprise(administrator, first.id(), "盖错文件");
        assertThat(listed().getFirst().withdrawn().logged()).isNotNull();
        refused(UseProblem.use_withdrawn, () -> withdraw.byPlatform(PLATFORM, document, "x"));
        refused(
                UseProblem.use_withdrawn,
                () -> withdraw.byEnterprise(administrator, first.id(), "x"));
        assertThat(uses.withdrawn(List.of(first.signatureDigest())).values())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.withdrawn()).isNotNull();
                    assertThat(it.withdrawn().by()).isEqualTo(SealUse.Party.enterprise);
                    assertThat(it.withdrawn().reason()).isEqualTo("盖错文件");
                });
    }

    /// The log is public: what leads to its entries is the enterprise's alone.
    @Test
    void records_sayWhatWasDone_withASaltEach_andAPlatformIsGivenNone() {
        others.roles.put(administrator, Role.administrator);
        used("投标文件");
        used("投标文件");
        Logged first = listed().getFirst().logged();
        assertThat(first.record()).contains("\ntitle\t投标文件\n", "\naccount\t" + agent);
        assertThat(first.fits()).isTrue();
        assertThat(first.index()).isNull();
        UseRecord one = UseRecord.parse(first.record());
        UseRecord other = UseRecord.parse(listed().getLast().logged().record());
        assertThat(one.salt()).isNotEqualTo(other.salt());
        SealUse given = withdraw.byPlatform(PLATFORM, document, "更换报价文件");
        assertThat(given.logged()).isNull();
        assertThat(given.withdrawn().logged()).isNull();
        Logged taken = listed().getFirst().withdrawn().logged();
        assertThat(taken.record())
                .contains("\nuse\t" + first.digest() + "\nby\tplatform\nreason\t更换报价文件\n");
    }
}
