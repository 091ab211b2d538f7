package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.claim.NameWarning.Kind;
import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.operations.FindEnterprises;
import cn.biaozhengtong.enterprise.operations.ListDisputes;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An operator is told whose name a name looks like, also of who came later.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class LookAlikesTest {
    /// Cyrillic.
    private static final String FALSE_ABC = "\u0410\u0412\u0421（上海）建设有限公司";

    private static final String ABC = "ABC（上海）建设有限公司";

    @Autowired private Registered registered;
    @Autowired private LookAlikes lookAlikes;
    @Autowired private KeepNameIndex keep;
    @Autowired private FindEnterprises find;
    @Autowired private ListDisputes contested;
    @Autowired private FieldCipher cipher;
    @Autowired private ChangeEnterprise change;
    @Autowired private ClaimEnterprise claim;
    @Autowired private SettleClaim settle;
    @Autowired private JdbcClient database;

    private static String uscc(int number) {
        return Registered.uscc(number).value();
    }

    private List<Kind> kinds(int number, String name) {
        return lookAlikes.warnings(uscc(number), name).stream().map(NameWarning::kind).toList();
    }

    private String skeleton(EnterpriseId enterprise) {
        return database.sql("SELECT COALESCE(name_skeleton, 'none') FROM enterprise WHERE id = ?")
                .param(enterprise.toString())
                .query(String.class)
                .single();
    }

    private void set(EnterpriseId enterprise, String column, String value) {
        database.sql("UPDATE enterprise SET " + column + " = ? WHERE id = ?")
                .params(value, enterprise.toString())
                .update();
    }

    @Test
    void item9_whoLooksLikeAnother_isShownWithHim_whoeverCameFirst() {
        AccountId administrator = AccountId.random();
        assertThat(kinds(601, FALSE_ABC)).containsExactly(Kind.mixed_scripts);
        EnterpriseId first = registered.enterprise(601, FALSE_ABC, administrator);
        assertThat(kinds(601, FALSE_ABC)).containsExactly(Kind.mixed_scripts);
        assertThat(kinds(602, ABC)).containsExactly(Kind.look_alike);
        registered.enterprise(602, ABC, administrator);
        // He was there first, and is shown the later one.
        assertThat(find.view(first).nameWarnings())
                .filteredOn(it -> it.kind() == Kind.look_alike)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.likeEnterprise())
                            .isEqualTo(new NameWarning.LikeEnterprise(ABC, uscc(602)));
                    assertThat(it.chinese()).isNotEmpty();
                    assertThat(it.english()).isNotEmpty();
                });
        assertThat(kinds(603, "ＡＢＣ (上海)建设有限公司")).containsExactly(Kind.look_alike, Kind.same_name);
    }

    @Test
    void item9_whoIsGone_isNoLikeness_andWhoIsBeingClaimedIs() {
        UUID draft = claim.claim(AccountId.random(), Registered.statement(611, "Mill（大连）有限公司"));
        assertThat(kinds(612, "MiIl（大连）有限公司")).isEmpty();
        settle.reserve(draft);
        assertThat(kinds(612, "MiIl（大连）有限公司")).containsExactly(Kind.look_alike);
        settle.release(draft);
        assertThat(kinds(612, "MiIl（大连）有限公司")).isEmpty();
    }

    /// As if somebody had raised it.
    private void dispute(String uscc) {
        String id = UUID.randomUUID().toString();
        database.sql(
                        """
                        INSERT INTO dispute (id, uscc, complainant_id, text_sealed, state, created_at, version)
                        VALUES (?, ?, ?, ?, 'open', UTC_TIMESTAMP(6), 0)\
                        """)
                .params(
                        id,
                        uscc,
                        UUID.randomUUID().toString(),
                        cipher.seal("该企业系他人冒名认领", "dispute:" + id))
                .update();
    }

    @Test
    void item9_contestedEnterprise_isShownWithWhomItLooksLike() {
        registered.enterprise(621, "Oil（盘锦）有限公司", AccountId.random());
        registered.enterprise(622, "OiI（盘锦）有限公司", AccountId.random());
        dispute(uscc(622));
        assertThat(contested.in(Disputes.State.open))
                .filteredOn(it -> it.uscc().equals(uscc(622)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.enterpriseName()).isEqualTo("OiI（盘锦）有限公司");
                    assertThat(it.nameWarnings())
                            .extracting(NameWarning::likeEnterprise)
                            .containsExactly(
                                    new NameWarning.LikeEnterprise("Oil（盘锦）有限公司", uscc(621)));
                });
    }

    @Test
    void item9_changedName_isComparedByTheNewOne() {
        AccountId administrator = AccountId.random();
        EnterpriseId it = registered.enterprise(631, "Lilly（营口）有限公司", administrator);
        UUID changed = change.change(administrator, it, Registered.statement(631, "营口力工有限公司"));
        settle.reserve(changed);
        settle.confirm(changed);
        assertThat(kinds(632, "LiIly（营口）有限公司")).isEmpty();
        assertThat(kinds(632, "营口力エ有限公司")).containsExactly(Kind.look_alike);
    }

    /// Code of a version before runs beside this one and knows no skeletons.
    @Test
    void item9_whatAVersionBeforeWrites_isTakenIn() {
        EnterpriseId it = registered.enterprise(641, "本溪Coal有限公司", AccountId.random());
        assertThat(skeleton(it)).isEqualTo(Skeleton.of("本溪Coal有限公司"));
        set(it, "name", "本溪Steel有限公司");
        assertThat(skeleton(it)).isEqualTo("none");
        keep.takeIn();
        assertThat(kinds(642, "本溪SteeI有限公司")).containsExactly(Kind.look_alike);
        // A newer table makes it anew; one that is newer still is left.
        set(it, "name_skeleton", "001:00");
        keep.takeIn();
        assertThat(skeleton(it)).isEqualTo(Skeleton.of("本溪Steel有限公司"));
        set(it, "name_skeleton", "999:00");
        keep.takeIn();
        assertThat(skeleton(it)).isEqualTo("999:00");
    }

    /// Whatever the number of enterprises.
    @Test
    void item9_comparing_goesByTheIndex() {
        assertThat(
                        database.sql(
                                        "EXPLAIN SELECT name FROM enterprise WHERE name_skeleton ="
                                                + " '017:x' AND uscc <> 'y' AND state <> 'free'")
                                .query()
                                .singleRow())
                .containsEntry("key", "enterprise_name_skeleton");
    }
}
