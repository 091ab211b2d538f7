package cn.biaozhengtong.sample.tender;

import cn.biaozhengtong.sample.scan.SessionRoom;
import cn.biaozhengtong.sample.scan.Words;
import cn.biaozhengtong.sample.web.Room;
import cn.biaozhengtong.sample.web.Visitors;
import cn.biaozhengtong.sample.web.Web;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.PlatformDesk;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tool and hall: only for who is logged in, but for the board, which anybody may watch.
public final class TenderRoom implements Room {
    private final BidRoom room;
    private final Visitors visitors;

    public TenderRoom(BidRoom room, Visitors visitors) {
        this.room = room;
        this.visitors = visitors;
    }

    @Override
    public boolean answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/hall/board")) {
            String tender = Web.query(exchange).getOrDefault("tender", "");
            List<Map<String, Object>> rows = new ArrayList<>();
            room.board(tender)
                    .forEach(it -> rows.add(row(it, room.opened(tender, it.accountId()))));
            Web.json(exchange, rows);
            return true;
        }
        boolean ours = path.startsWith("/tool/") || path.startsWith("/hall/");
        if (!ours || !exchange.getRequestMethod().equals("POST")) {
            return false;
        }
        Map<String, String> form = Web.form(exchange);
        if (path.equals("/hall/tenders")) {
            room.register(Web.field(form, "tender"), Integer.parseInt(Web.field(form, "seconds")));
            Web.send(exchange, 200, "text/plain", "registered");
            return true;
        }
        String who = visitors.mustBeLoggedIn(exchange).name();
        Optional<OpenSession> session = step(path, who, form);
        if (session.isPresent()) {
            Web.json(exchange, SessionRoom.opened(session.get()));
        }
        return session.isPresent();
    }

    /// `state`, `reason` and `fault` are for programs, `says` and `why` are for people.
    private static Map<String, Object> row(PlatformDesk.BoardRow it, String opened) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("account", it.accountId());
        out.put("enterprise", it.enterpriseName());
        out.put("state", it.state());
        out.put("says", Words.of(it.state(), "").says());
        out.put("opened", it.opened());
        out.put("asked", it.asked());
        out.put("reason", it.reason());
        out.put("why", Words.reason(it.reason()));
        out.put("fault", it.fault());
        out.put("content", opened);
        return out;
    }

    private Optional<OpenSession> step(String path, String who, Map<String, String> form) {
        switch (path) {
            case "/tool/authenticate":
                return Optional.of(room.authenticate(who));
            case "/tool/sign":
                return Optional.of(room.sign(who));
            case "/tool/encrypt":
                byte[] bid = form.getOrDefault("bid", "").getBytes(StandardCharsets.UTF_8);
                return Optional.of(room.encrypt(who, Web.field(form, "tender"), bid));
            case "/hall/rehearse":
                return Optional.of(room.rehearse(who, Web.field(form, "tender")));
            case "/hall/decrypt":
                return Optional.of(room.decrypt(who, Web.field(form, "tender")));
            default:
                return Optional.empty();
        }
    }
}
