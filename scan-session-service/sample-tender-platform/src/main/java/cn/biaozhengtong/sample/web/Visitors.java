package cn.biaozhengtong.sample.web;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.sample.account.Accounts;
import cn.biaozhengtong.sample.account.Accounts.Account;
import com.sun.net.httpserver.HttpExchange;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who is logged in, by a cookie that no other site's page can send along.
public final class Visitors {
    private static final String COOKIE = "sample";

    private final Accounts accounts;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    public Visitors(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @return the cookie's value
    public String logIn(HttpExchange exchange, Account who) {
        String cookie = HexFormat.of().formatHex(SecretBytes.random(16).expose());
        names.put(cookie, who.name());
        Web.setCookie(exchange, COOKIE, cookie, "Strict");
        return cookie;
    }

    public void logOut(HttpExchange exchange) {
        names.remove(Web.cookie(exchange, COOKIE));
        Web.setCookie(exchange, COOKIE, "", "Strict");
    }

    public Optional<Account> find(HttpExchange exchange) {
        return Optional.ofNullable(names.get(Web.cookie(exchange, COOKIE))).flatMap(accounts::find);
    }

    public Account mustBeLoggedIn(HttpExchange exchange) {
        return find(exchange).orElseThrow(() -> new PageProblem(401, "请先在【登录】页用账号和密码登录"));
    }
}
