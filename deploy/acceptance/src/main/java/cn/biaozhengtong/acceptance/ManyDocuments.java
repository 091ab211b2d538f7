package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import cn.biaozhengtong.sdk.HostedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// S7: many documents of one page sealed under one PIN, from the PIN to the last file; what that
/// takes of memory, workers, calls between services and of the database.
final class ManyDocuments {
    private static final double MOST_SECONDS = 20;
    private static final long MOST_HEAP_MIB = 512;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Before what is measured: the services have done it once.
    private static final int WARM = 20;

    private static final int JUDGED = 10;

    private final Suite suite;
    private final Endpoints endpoints;

    ManyDocuments(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
    }

    Map<String, Object> run(int count) {
        SealingBidder bidder = new SealingBidder(endpoints);
        List<HostedDocument> warm = bidder.documents(WARM);
        untilStamped(bidder.shown(warm), WARM);
        long begin = System.nanoTime();
        List<HostedDocument> documents = bidder.documents(count);
        double uploaded = seconds(begin);
        System.out.printf("  %d documents are there after %.1f s%n", count, uploaded);
        begin = System.nanoTime();
        SealingBidder.Shown shown = bidder.shown(documents);
        double opened = seconds(begin);
        Map<String, Long> calls = calls();
        Map<String, Long> database = database();
        Watch watch = new Watch();
        Thread.startVirtualThread(watch);
        begin = System.nanoTime();
        shown.approve();
        double answered = (shown.scanner().confirmedAt() - begin) / 1e9;
        double completed = seconds(begin);
        long stamped = stamped(shown.id(), count, begin);
        double all = seconds(begin);
        watch.over = true;
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("documents", count);
        out.put("uploaded_s", round(uploaded));
        out.put("session_opened_s", round(opened));
        out.put("prepared_and_answered_s", round(answered));
        out.put("signed_s", round(completed));
        out.put("pin_to_last_file_s", round(all));
        out.put("stamped", stamped);
        out.put("seal_service_heap_mib", watch.heapMib);
        out.put("workers", watch.workers.size());
        out.put("workers_resident_mib", watch.workersMib);
        out.put("calls_between_services", sum(less(calls(), calls)));
        out.put("calls", less(calls(), calls));
        out.put("database", less(database(), database));
        long good = judged(bidder, documents);
        out.put("judged", good);
        out.put(
                "ok",
                stamped == count
                        && good == Math.min(JUDGED, count)
                        && all <= MOST_SECONDS
                        && watch.heapMib <= MOST_HEAP_MIB);
        return out;
    }

    private void untilStamped(SealingBidder.Shown shown, int count) {
        shown.approve();
        Journey.check(
                "what is done before is done",
                () -> stamped(shown.id(), count, System.nanoTime()) == count);
    }

    /// How many are, when all are or time is up.
    private long stamped(String session, int count, long begin) {
        double left = PATIENCE.toSeconds() - seconds(begin);
        // The database looks by itself: a client for each look would take a fifth of the machine.
        String said =
                suite.database()
                        .execute(
                                """
                                DELIMITER //
                                BEGIN NOT ATOMIC
                                    DECLARE done, looks INT DEFAULT 0;
                                    WHILE done < %d AND looks < %d DO
                                        DO SLEEP(0.1);
                                        SELECT COUNT(*) INTO done FROM seal.document
                                            WHERE state = 'stamped' AND session_id = '%s';
                                        SET looks = looks + 1;
                                    END WHILE;
                                    SELECT done;
                                END//
                                """
                                        .formatted(
                                                count, Math.max(1, Math.round(left * 10)), session))
                        .strip();
        return Long.parseLong(said.substring(said.lastIndexOf('\n') + 1));
    }

    private static long judged(SealingBidder bidder, List<HostedDocument> documents) {
        int step = Math.max(1, documents.size() / JUDGED);
        long good = 0;
        for (int i = 0; i < Math.min(JUDGED, documents.size()); i++) {
            HostedDocument it = documents.get(documents.size() - 1 - i * step);
            good += bidder.isGood(it) ? 1 : 0;
        }
        return good;
    }

    /// Requests that services answered each other, by what was asked.
    private Map<String, Long> calls() {
        Map<String, Long> out = new TreeMap<>();
        Map<String, Integer> services =
                Map.of(
                        "seal", suite.ports().seal(),
                        "scan", suite.ports().scanSession(),
                        "ca", suite.ports().caOrder(),
                        "enterprise", suite.ports().enterprise(),
                        "identity", suite.ports().identity());
        services.forEach((name, port) ->
                Counters.metrics(port)
                        .filter(it -> it.startsWith("http_server_requests_seconds_count{"))
                        .filter(it -> it.matches(".*uri=\"(/internal/|/tsa|/ca/|/crl/).*"))
                        .forEach(it ->
                                out.merge(
                                        name + " " + it.replaceAll(".*uri=\"([^\"]*)\".*", "$1"),
                                        (long) Counters.value(it),
                                        Long::sum)));
        return out;
    }

    private Map<String, Long> database() {
        Map<String, Long> out = new LinkedHashMap<>();
        for (String it : List.of("Questions", "Binlog_commits", "Binlog_group_commits")) {
            String said = suite.database().execute("SHOW GLOBAL STATUS LIKE '" + it + "'").strip();
            out.put(it, Long.valueOf(said.substring(said.lastIndexOf('\t') + 1)));
        }
        return out;
    }

    private static Map<String, Long> less(Map<String, Long> after, Map<String, Long> before) {
        Map<String, Long> out = new LinkedHashMap<>();
        after.forEach((what, count) -> {
            long more = count - before.getOrDefault(what, 0L);
            if (more > 0) {
                out.put(what, more);
            }
        });
        return out;
    }

    private static long sum(Map<String, Long> all) {
        return all.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Looks at seal-service now and then.
    private final class Watch implements Runnable {
        private final Set<Long> workers = ConcurrentHashMap.newKeySet();
        private volatile long heapMib;
        private volatile long workersMib;
        private volatile boolean over;

        @Override
        public void run() {
            long pid =
                    suite.processes().stream()
                            .filter(it -> it.name().equals("seal-service"))
                            .mapToLong(ServerProcess::pid)
                            .findAny()
                            .orElseThrow();
            while (!over) {
                lookAtWorkers(pid);
                heapMib = Math.max(heapMib, heap() >> 20);
                Api.pause(Duration.ofSeconds(1));
            }
        }

        private long heap() {
            return Counters.metrics(suite.ports().seal())
                    .filter(it ->
                            it.startsWith("jvm_memory_used_bytes{") && it.contains("area=\"heap\""))
                    .mapToLong(it -> (long) Counters.value(it))
                    .sum();
        }

        private void lookAtWorkers(long pid) {
            long resident = 0;
            for (ProcessHandle it :
                    ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
                if (it.info().command().orElse("").endsWith("/java")) {
                    workers.add(it.pid());
                    resident += resident(it.pid());
                }
            }
            workersMib = Math.max(workersMib, resident);
        }

        private static long resident(long pid) {
            try {
                return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                                .filter(it -> it.startsWith("VmRSS:"))
                                .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                                .sum()
                        >> 10;
            } catch (IOException e) {
                // It ended in this moment.
                return 0;
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
