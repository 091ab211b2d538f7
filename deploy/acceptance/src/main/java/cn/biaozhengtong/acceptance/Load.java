package cn.biaozhengtong.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What phones ask most of identity- and enterprise-service, 200 times a second through the
/// gateway, open-loop: a request is sent when its time has come, whether others were answered or
/// not, and its time counts from then.
final class Load {
    private static final int PER_SECOND = 200;
    private static final int PEOPLE = 20;

    private final Endpoints endpoints;
    private final int seconds;
    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();

    Load(Endpoints endpoints, int seconds) {
        this.endpoints = endpoints;
        this.seconds = seconds;
    }

    Map<String, Object> run() {
        Cast cast = new Cast(endpoints, System.nanoTime());
        List<VirtualPhone> phones = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            phones.add(cast.verified().phone());
        }
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("me", "/api/identity/v1/me");
        asked.put("messages", "/api/identity/v1/messages?box=certificates");
        asked.put("devices", "/api/identity/v1/devices");
        asked.put("memberships", "/api/enterprises/v1/memberships");
        asked.put("search_by_code", "/api/enterprises/v1/enterprises?uscc=" + cast.people().uscc());
        asked.put(
                "search_by_name",
                "/api/enterprises/v1/enterprises?name="
                        + URLEncoder.encode("鞍山", StandardCharsets.UTF_8));
        List<Map.Entry<String, String>> mix = List.copyOf(asked.entrySet());
        // The first seconds warm up and are not counted.
        drive(phones, mix, 5 * PER_SECOND);
        times.clear();
        failed.set(0);
        drive(phones, mix, seconds * PER_SECOND);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "load");
        out.put("requests_per_second", PER_SECOND);
        out.put("requests", seconds * PER_SECOND);
        out.put("failed", failed.get());
        mix.forEach(it ->
                out.put(
                        it.getKey() + "_ms",
                        times.getOrDefault(it.getKey(), new Times()).summary()));
        out.put("ok", failed.get() == 0);
        return out;
    }

    private void drive(
            List<VirtualPhone> phones, List<Map.Entry<String, String>> mix, int requests) {
        OpenLoop.drive(
                PER_SECOND,
                requests,
                (number, due) ->
                        ask(phones.get(number % PEOPLE), mix.get(number % mix.size()), due));
    }

    private void ask(VirtualPhone phone, Map.Entry<String, String> what, long due) {
        try {
            phone.api().get(what.getValue(), phone.token());
            times.computeIfAbsent(what.getKey(), key -> new Times()).add(System.nanoTime() - due);
        } catch (Api.Refused e) {
            failed.incrementAndGet();
            System.out.println(e.getMessage());
        }
    }
}
