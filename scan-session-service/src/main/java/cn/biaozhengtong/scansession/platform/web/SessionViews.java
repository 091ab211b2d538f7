package cn.biaozhengtong.scansession.platform.web;

import cn.biaozhengtong.scansession.qr.SessionLinks;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions as platforms see them; results for 24 hours.
@Component
class SessionViews {
    private static final Duration READABLE = Duration.ofHours(24);

    private final SessionLinks links;
    private final JsonMapper json;
    private final Clock clock;

    SessionViews(SessionLinks links, JsonMapper json, Clock clock) {
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    /// @param contested whether a second device scanned the code too
    /// @param error why it did not come to a good end, or null
    /// @param result of a completed session, for 24 hours
    record SessionView(
            SessionId sessionId,
            String kind,
            String state,
            int version,
            boolean contested,
            @Nullable String error,
            @Nullable JsonNode result) {}

    SessionLinks links() {
        return links;
    }

    boolean isOpen(ScanSession it) {
        return it.state(clock.instant()).isOpen();
    }

    SessionView of(ScanSession it) {
        Instant now = clock.instant();
        SessionState state = it.state(now);
        Instant ended = it.endedAt();
        boolean readable =
                state == SessionState.completed
                        && (ended == null || ended.plus(READABLE).isAfter(now));
        String result = readable ? it.resultJson() : null;
        String error = it.error();
        return new SessionView(
                it.sessionId(),
                it.kind().name(),
                state.name(),
                it.version(),
                it.isContested(),
                error == null && state == SessionState.expired ? "timeout" : error,
                result == null ? null : json.readTree(result));
    }

    Map<String, String> linksOf(SessionId id, String viewToken, boolean link) {
        Map<String, String> out = new TreeMap<>();
        String self = "/rp/v1/sessions/" + id;
        String page = links.base() + "/v1/" + id;
        out.put("self", self);
        out.put("events", self + "/events");
        out.put("qr", page + "/qr?view=" + viewToken);
        out.put("qrSvg", page + "/qr.svg?view=" + viewToken);
        if (link) {
            out.put("link", links.link(id));
        }
        return out;
    }
}
