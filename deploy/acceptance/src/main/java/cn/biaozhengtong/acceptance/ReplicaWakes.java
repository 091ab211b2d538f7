package cn.biaozhengtong.acceptance;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A platform waits at one replica of the scan service while phones scan at the other: how long
/// until it is told.
final class ReplicaWakes {
    private final Endpoints endpoints;

    ReplicaWakes(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    record Figures(long p50, long max) {}

    Figures measure(List<Seat> seats) {
        String[] replicas = endpoints.get("scan-services").split(",", -1);
        if (replicas.length < 2) {
            throw new IllegalStateException("one replica only: set BZT_SCAN_SESSION_REPLICAS=2");
        }
        PlatformApi here = new PlatformApi(endpoints, URI.create(replicas[0]), Duration.ZERO);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Seat seat = seats.get(i % seats.size());
            PlatformApi.Opened session = here.openLogin("replicas " + i);
            CompletableFuture<HttpResponse<String>> poll = here.poll(session.id(), 0, 30);
            Api.pause(Duration.ofMillis(200));
            long begin = System.nanoTime();
            VirtualPhone phone = seat.bidder().phone();
            phone.api()
                    .at(URI.create(replicas[1]))
                    .post("/api/scan/v1/sessions/scan", phone.token(), Map.of("qr", session.qr()));
            HttpResponse<String> told = poll.orTimeout(40, TimeUnit.SECONDS).join();
            millis.add((System.nanoTime() - begin) / 1_000_000);
            String state = Api.JSON.readTree(told.body()).path("state").asString("");
            if (!state.equals("awaiting_approval")) {
                throw new IllegalStateException("the poll was told " + told.body());
            }
            here.cancel(session.id());
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return new Figures(sorted.get(sorted.size() / 2), sorted.getLast());
    }
}
