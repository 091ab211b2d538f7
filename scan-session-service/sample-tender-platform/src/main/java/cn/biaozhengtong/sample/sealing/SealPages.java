package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.account.Accounts.Account;
import cn.biaozhengtong.sample.scan.SessionRoom;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sample.web.Room;
import cn.biaozhengtong.sample.web.Visitors;
import cn.biaozhengtong.sample.web.Web;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What the pages of a sealing room ask. Documents are their account's alone.
public final class SealPages implements Room {
    private final String prefix;
    private final SealRoom room;
    private final Papers papers;
    private final Visitors visitors;

    /// @param prefix of its paths, such as `/nodes/`
    public SealPages(String prefix, SealRoom room, Visitors visitors) {
        this.prefix = prefix;
        this.room = room;
        this.papers = new Papers(room);
        this.visitors = visitors;
    }

    @Override
    public boolean answer(HttpExchange exchange, String path) throws IOException {
        if (!path.startsWith(prefix)) {
            return false;
        }
        String what = path.substring(prefix.length());
        Optional<Account> account = visitors.find(exchange);
        if (what.equals("state") && account.isEmpty()) {
            // Not an error: the page says where to log in.
            Web.json(exchange, Map.of("loggedIn", false));
            return true;
        }
        String who = visitors.mustBeLoggedIn(exchange).name();
        Dossier dossier = room.of(who);
        return exchange.getRequestMethod().equals("POST")
                ? posted(exchange, what, who, dossier)
                : asked(exchange, what, dossier);
    }

    private boolean asked(HttpExchange exchange, String what, Dossier dossier) throws IOException {
        if (what.equals("state")) {
            told(exchange, dossier);
            return true;
        }
        if (what.equals("file")) {
            Part it = dossier.part(Web.query(exchange).getOrDefault("part", ""));
            String name = it.title() + (it.layers().isEmpty() ? "" : "-已盖章") + "." + it.format();
            Web.download(exchange, it.file(), name);
            return true;
        }
        return false;
    }

    private boolean posted(HttpExchange exchange, String what, String who, Dossier dossier)
            throws IOException {
        if (what.equals("parts")) {
            papers.add(exchange, dossier, Web.query(exchange));
            told(exchange, dossier);
            return true;
        }
        if (what.equals("sign")) {
            Web.json(exchange, SessionRoom.opened(room.sign(who)));
            return true;
        }
        boolean changed = changed(what, dossier, Web.form(exchange));
        if (changed) {
            told(exchange, dossier);
        }
        return changed;
    }

    private boolean changed(String what, Dossier dossier, Map<String, String> form)
            throws IOException {
        String part = form.getOrDefault("part", "");
        switch (what) {
            case "node":
                papers.addNode(dossier, part, form);
                return true;
            case "remove-node":
                papers.removeNode(dossier, part, form.getOrDefault("node", ""));
                return true;
            case "remove":
                papers.remove(dossier, part);
                return true;
            case "clear":
                papers.clear(dossier);
                return true;
            case "cancel":
                room.cancel(dossier);
                return true;
            case "collect":
                room.collectAgain(dossier);
                return true;
            case "withdraw":
                room.withdraw(dossier, part, reason(form));
                return true;
            default:
                return false;
        }
    }

    private static String reason(Map<String, String> form) {
        String it = Web.title(form.getOrDefault("reason", ""), "");
        if (it.isEmpty()) {
            throw new PageProblem(422, "请填写撤章原因");
        }
        return it;
    }

    private void told(HttpExchange exchange, Dossier dossier) throws IOException {
        Web.json(exchange, Told.of(room, dossier));
    }
}
