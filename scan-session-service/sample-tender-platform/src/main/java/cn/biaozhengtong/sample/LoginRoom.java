package cn.biaozhengtong.sample;

import cn.biaozhengtong.sample.account.Accounts;
import cn.biaozhengtong.sample.account.Accounts.Account;
import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.scan.SessionRoom;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sample.web.Room;
import cn.biaozhengtong.sample.web.Visitors;
import cn.biaozhengtong.sample.web.Web;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.SessionRequest;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Registration, login by password and by QR, binding.
final class LoginRoom implements Room {
    private final Accounts accounts;
    private final Visitors visitors;
    private final ScanDesk desk;
    private final String here;

    /// @param here where browsers find this platform
    LoginRoom(Accounts accounts, Visitors visitors, ScanDesk desk, String here) {
        this.accounts = accounts;
        this.visitors = visitors;
        this.desk = desk;
        this.here = here;
    }

    @Override
    public boolean answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/me")) {
            Web.json(exchange, me(exchange));
            return true;
        }
        if (path.equals("/returned")) {
            returned(exchange);
            return true;
        }
        return exchange.getRequestMethod().equals("POST") && posted(exchange, path);
    }

    private boolean posted(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/register":
                register(exchange);
                return true;
            case "/password-login":
                passwordLogin(exchange);
                return true;
            case "/logout":
                visitors.logOut(exchange);
                Web.send(exchange, 200, "text/plain", "logged out");
                return true;
            case "/bind":
                opened(exchange, bind(visitors.mustBeLoggedIn(exchange)));
                return true;
            case "/qr-login":
                opened(exchange, desk.open(SessionRequest.login("登录鞍钢集团电子招标投标交易平台")));
                return true;
            case "/link-login":
                linkLogin(exchange);
                return true;
            default:
                return false;
        }
    }

    private Map<String, Object> me(HttpExchange exchange) {
        Optional<Account> who = visitors.find(exchange);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", who.map(Account::name).orElse(""));
        out.put("enterprise", who.map(Account::enterpriseName).orElse(""));
        out.put("bound", who.filter(it -> !it.boundSerial().isEmpty()).isPresent());
        return out;
    }

    private void register(HttpExchange exchange) throws IOException {
        Map<String, String> form = Web.form(exchange);
        Account account =
                new Account(
                        Web.field(form, "name"),
                        Web.field(form, "password"),
                        Web.field(form, "enterprise"),
                        Web.field(form, "uscc"),
                        "");
        if (!accounts.register(account)) {
            throw new PageProblem(409, "该账号已被注册，请换一个账号");
        }
        Web.send(exchange, 200, "text/plain", "registered");
    }

    private void passwordLogin(HttpExchange exchange) throws IOException {
        Map<String, String> form = Web.form(exchange);
        Account who =
                accounts.login(Web.field(form, "name"), Web.field(form, "password"))
                        .orElseThrow(() -> new PageProblem(401, "账号或密码不正确"));
        Web.send(exchange, 200, "text/plain", visitors.logIn(exchange, who));
    }

    /// 【扫码绑定证书】: only for who is logged in by password.
    private OpenSession bind(Account who) {
        return desk.open(
                SessionRequest.bind("绑定标证通证书", who.name(), who.enterpriseName(), who.uscc()));
    }

    /// The page is open on the phone itself: a link instead of a QR, and back again.
    private void linkLogin(HttpExchange exchange) throws IOException {
        OpenSession session =
                desk.open(SessionRequest.login("登录示例招标平台").returningTo(here + "/returned"));
        Web.setCookie(exchange, "scan", session.id(), "Lax");
        opened(exchange, session);
    }

    /// Only the browser that began, and only with the value that the phone brought.
    private void returned(HttpExchange exchange) throws IOException {
        Map<String, String> query = Web.query(exchange);
        String id = query.getOrDefault("bztSession", "");
        String value = query.getOrDefault("bztReturn", "");
        boolean ours =
                Web.cookie(exchange, "scan").equals(id)
                        && desk.entry(id).filter(it -> it.session().isReturned(value)).isPresent();
        Web.send(
                exchange,
                ours ? 200 : 403,
                "text/plain",
                ours ? "欢迎回来，已在手机上确认" : "请回到开始登录的浏览器，重新生成二维码");
    }

    private static void opened(HttpExchange exchange, OpenSession session) throws IOException {
        Web.json(exchange, SessionRoom.opened(session));
    }
}
