package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.Registered;
import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R12: names are found by any part, whatever the width and the spaces.
@SpringBootTest
@RealServers
@Import({TestDirectory.class, Registered.class})
class NameSearchTest {
    @Autowired private Registered registered;
    @Autowired private SearchEnterprises search;
    @Autowired private ChangeEnterprise change;
    @Autowired private SettleClaim settle;
    @Autowired private KeepNameIndex keep;
    @Autowired private JdbcClient database;

    private void finds(String typed, String... names) {
        assertThat(search.byName(typed))
                .as(typed)
                .extracting(SearchEnterprises.Found::name)
                .containsExactly(names);
    }

    @Test
    void R12_aNameOfCharactersThatStandForMany_isNoError() {
        String long60 = "\uFDFA".repeat(60);
        assertThat(NameIndex.key(long60)).hasSizeLessThanOrEqualTo(100);
        registered.enterprise(510, long60, AccountId.random());
        assertThat(search.byName(long60)).hasSize(1);
        assertThat(NameIndex.key("a".repeat(99) + "\uD840\uDC00")).hasSize(99);
    }

    @Test
    void R12_names_areFoundByAnyPart_beginningsFirst() {
        AccountId administrator = AccountId.random();
        String steel = "鞍山钢铁建设（集团）有限公司";
        String trade = "辽宁鞍山钢铁贸易有限责任公司";
        String chip = "ＡＢＣ芯片科技有限公司";
        EnterpriseId id = registered.enterprise(501, steel, administrator);
        registered.enterprise(502, trade, administrator);
        registered.enterprise(503, chip, administrator);
        finds("鞍山钢铁", steel, trade);
        finds("鞍山 钢铁", steel, trade);
        finds("钢铁贸易", trade);
        finds("建设(集团)", steel);
        finds("abc芯片", chip);
        finds("abc 芯片科技有限公司", chip);
        finds("铁山");
        finds("有限公司");
        finds("%%");
        // A changed name is found, the former one no more.
        UUID changed = change.change(administrator, id, Registered.statement(501, "鞍山重工建设有限公司"));
        settle.reserve(changed);
        settle.confirm(changed);
        finds("重工", "鞍山重工建设有限公司");
        finds("鞍山钢铁", trade);
        // What old code wrote is taken in.
        database.sql("UPDATE enterprise SET name_key = NULL WHERE id = ?")
                .param(id.toString())
                .update();
        database.sql("DELETE FROM enterprise_term WHERE enterprise_id = ?")
                .param(id.toString())
                .update();
        finds("重工");
        keep.takeIn();
        finds("重工", "鞍山重工建设有限公司");
    }
}
