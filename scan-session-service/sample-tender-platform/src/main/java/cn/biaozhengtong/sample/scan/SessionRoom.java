package cn.biaozhengtong.sample.scan;

import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sample.web.Room;
import cn.biaozhengtong.sample.web.Web;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.VerifiedParty;
import cn.biaozhengtong.sdk.WebhookVerifier;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What pages ask of a session that is open, and what the service tells of it.
public final class SessionRoom implements Room {
    private final ScanDesk desk;
    private final WebhookVerifier webhooks;

    public SessionRoom(ScanDesk desk, WebhookVerifier webhooks) {
        this.desk = desk;
        this.webhooks = webhooks;
    }

    /// What a page needs to show a session's QR.
    public static Map<String, Object> opened(OpenSession session) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sessionId", session.id());
        out.put("verificationCode", session.verificationCode());
        out.put("qr", session.qrStream());
        out.put("link", session.link());
        Duration left = Duration.between(Instant.now(), session.expiresAt());
        out.put("secondsLeft", Math.max(0, left.toSeconds()));
        return out;
    }

    @Override
    public boolean answer(HttpExchange exchange, String path) throws IOException {
        if (path.startsWith("/sessions/")) {
            Web.json(exchange, status(entry(path)));
        } else if (path.startsWith("/qr/")) {
            String session = path.replace(".png", "");
            Web.bytes(exchange, "image/png", QrPicture.of(entry(session).session()));
        } else if (path.startsWith("/evidence/")) {
            String id = entry(path).session().id();
            Web.bytes(exchange, "application/zip", desk.client().evidence(id));
        } else if (path.equals("/webhook") && exchange.getRequestMethod().equals("POST")) {
            webhook(exchange);
        } else {
            return false;
        }
        return true;
    }

    private ScanDesk.Entry entry(String path) {
        return desk.entry(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow(() -> new PageProblem(404, "没有该扫码会话，请重新生成二维码"));
    }

    /// `problem` is for programs, `says` and `advice` are for people.
    private static Map<String, Object> status(ScanDesk.Entry it) {
        Words.Said said = it.said();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("state", it.state());
        out.put("heardBy", it.heardBy());
        out.put("user", it.party().map(VerifiedParty::accountId).orElse(""));
        out.put("problem", it.problem());
        out.put("over", it.isOver());
        out.put("says", said.says());
        out.put("advice", said.advice());
        return out;
    }

    private void webhook(HttpExchange exchange) throws IOException {
        Optional<WebhookVerifier.Webhook> webhook =
                webhooks.verify(
                        Web.header(exchange, "webhook-id"),
                        Web.header(exchange, "webhook-timestamp"),
                        Web.header(exchange, "webhook-signature"),
                        Web.body(exchange));
        if (webhook.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "signature");
            return;
        }
        if (webhook.get().first()) {
            desk.heard("webhook", webhook.get().sessionId(), webhook.get().status());
        }
        Web.send(exchange, 200, "text/plain", "ok");
    }
}
