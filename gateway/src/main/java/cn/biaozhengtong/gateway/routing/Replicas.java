package cn.biaozhengtong.gateway.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;

/// The replicas of one service, asked in turn; those whose readiness failed last come after all
/// others.
final class Replicas {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final List<URI> all;
    private final Set<URI> away = new CopyOnWriteArraySet<>();
    private final AtomicInteger turn = new AtomicInteger();

    /// @param urls one, or several with commas between
    Replicas(String urls) {
        this.all = Arrays.stream(urls.split(",", -1)).map(String::strip).map(URI::create).toList();
    }

    /// Whom to ask, in this order.
    List<URI> inTurn() {
        if (all.size() == 1) {
            return all;
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<URI> turned = new ArrayList<>(all.subList(first, all.size()));
        turned.addAll(all.subList(0, first));
        turned.sort(Comparator.comparing(away::contains));
        return turned;
    }

    /// A service with one replica is asked in any case.
    void look() {
        if (all.size() == 1) {
            return;
        }
        for (URI each : all) {
            if (isReady(each)) {
                away.remove(each);
            } else {
                away.add(each);
            }
        }
    }

    private static boolean isReady(URI replica) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(replica.resolve("/readyz"))
                                            .timeout(PATIENCE)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
