package cn.biaozhengtong.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.sample.account.Accounts.Account;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Accounts();

    private static Account account(String password, String enterprise) {
        return new Account("name", password, enterprise, "91210300MA0000000X", "");
    }

    @Test
    void aName_isItsFirst_whoMayRegisterAnew() {
        assertThat(accounts.register(account("secret", "甲"))).isTrue();
        assertThat(accounts.register(account("other", "乙"))).isFalse();
        assertThat(accounts.login("name", "other")).isEmpty();
        assertThat(accounts.register(account("secret", "丙"))).isTrue();
        assertThat(accounts.login("name", "secret").orElseThrow().enterpriseName()).isEqualTo("丙");
    }

    @Test
    void binding_isKept() {
        accounts.register(account("secret", "甲"));
        accounts.bound("name", "1f");
        accounts.bound("nobody", "1f");
        assertThat(accounts.find("name").orElseThrow().boundSerial()).isEqualTo("1f");
        assertThat(accounts.find("nobody")).isEmpty();
    }
}
