package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import cn.biaozhengtong.sdk.HostedDocument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sessions that seal while seal-service or scan-session-service is killed with -9 at one moment
/// after the other of it: all documents are sealed or none, each once, and every use counts once,
/// also against the delegation of the agent who seals.
final class StampingFaults {
    private static final List<String> VICTIMS = List.of("seal-service", "scan-session-service");
    private static final Duration SETTLE = Duration.ofSeconds(120);
    private static final int JUDGED = 3;

    /// Sessions in which nobody is killed.
    private static final int USUAL = 2;

    private final Suite suite;
    private final SealingBidder bidder;
    private int stamped;
    private int doubled;
    private int lost;
    private int bad;
    private int inTheMiddle;
    private int approvedAgain;
    private double slowest;

    StampingFaults(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.bidder = new SealingBidder(endpoints);
        bidder.delegate();
    }

    /// @param kills one a session
    /// @param each documents of a session
    Map<String, Object> run(int kills, int each) {
        long usual = usual(each);
        approvedAgain = 0;
        Map<String, Integer> killed = new LinkedHashMap<>();
        for (int i = 0; i < kills; i++) {
            List<HostedDocument> documents = bidder.documents(each);
            SealingBidder.Shown shown = bidder.shown(documents);
            ServerProcess victim = victim(i);
            // Every moment is somebody's, from the PIN until the last file.
            Duration after = Duration.ofMillis(usual * (2 * (i / 2) + 1) / (kills + 1));
            Thread killer = Thread.startVirtualThread(() -> kill(victim, after, shown, each));
            approve(shown);
            join(killer);
            settle(shown, documents);
            killed.merge(victim.name(), 1, Integer::sum);
        }
        int counted = (int) number("SELECT SUM(uses_spent) FROM enterprise.delegation");
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "stamping-faults");
        out.put("sessions", kills);
        out.put("documents", kills * each);
        out.put("killed", killed);
        out.put("with_some_sealed_and_some_not", inTheMiddle);
        out.put("approved_again", approvedAgain);
        out.put("sealed", stamped);
        out.put("lost", lost);
        out.put("doubled", doubled);
        out.put("not_good", bad);
        out.put("uses_that_the_delegation_counts", counted);
        out.put("slowest_s", Math.round(slowest * 10) / 10.0);
        out.put(
                "ok",
                stamped == kills * each
                        && lost == 0
                        && doubled == 0
                        && bad == 0
                        && counted == (kills + USUAL) * each
                        && inTheMiddle > 0
                        && slowest <= SETTLE.toSeconds());
        return out;
    }

    /// How long it takes when nobody is killed, in milliseconds.
    private long usual(int each) {
        long out = 0;
        for (int i = 0; i < USUAL; i++) {
            SealingBidder.Shown shown = bidder.shown(bidder.documents(each));
            long begin = System.nanoTime();
            approve(shown);
            Journey.check("sealed", () -> awaited(shown, each, SETTLE) == each);
            out = (System.nanoTime() - begin) / 1_000_000;
        }
        System.out.println("  usually all are sealed after " + out + " ms");
        return out;
    }

    /// Of the two services in turn, and of each one's replicas.
    private ServerProcess victim(int turn) {
        String service = VICTIMS.get(turn % VICTIMS.size());
        List<ServerProcess> replicas =
                suite.processes().stream().filter(it -> it.name().startsWith(service)).toList();
        return replicas.get(turn / VICTIMS.size() % replicas.size());
    }

    private void kill(ServerProcess victim, Duration after, SealingBidder.Shown shown, int each) {
        Api.pause(after);
        victim.kill();
        long then = count(shown);
        System.out.printf(
                "  %s killed after %d ms, %d of %d sealed%n",
                victim.name(), after.toMillis(), then, each);
        inTheMiddle += then > 0 && then < each ? 1 : 0;
        victim.start();
        suite.awaitReady(victim);
    }

    /// As its user does: again, until it is told that all is done.
    private void approve(SealingBidder.Shown shown) {
        long begin = System.nanoTime();
        while (true) {
            try {
                shown.approve();
                return;
            } catch (RuntimeException e) {
                if (e instanceof Api.Refused why && why.problem().equals("session-ended")) {
                    // It was completed, and the answer was lost.
                    return;
                }
                if (seconds(begin) > SETTLE.toSeconds()) {
                    throw e;
                }
                approvedAgain++;
                Api.pause(Duration.ofSeconds(1));
            }
        }
    }

    private void settle(SealingBidder.Shown shown, List<HostedDocument> documents) {
        long begin = System.nanoTime();
        long now = awaited(shown, documents.size(), SETTLE);
        slowest = Math.max(slowest, seconds(begin));
        stamped += (int) now;
        lost += documents.size() - (int) now;
        String session = "session_id = '" + shown.id() + "'";
        long uses = number("SELECT COUNT(*) FROM seal.seal_use WHERE " + session);
        String digests =
                documents.stream()
                        .map(it -> "'" + it.digest() + "'")
                        .collect(Collectors.joining(",", "(", ")"));
        long noted =
                number(
                        "SELECT COUNT(*) FROM seal.audit_entry WHERE action = 'seal.used' AND detail IN "
                                + digests);
        doubled += (int) Math.max(0, Math.max(uses, noted) - documents.size());
        lost += (int) Math.max(0, documents.size() - Math.min(uses, noted));
        for (HostedDocument it : documents.subList(0, Math.min(JUDGED, documents.size()))) {
            bad += bidder.isGood(it) ? 0 : 1;
        }
        System.out.printf("    all after %.1f s%n", seconds(begin));
    }

    /// How many are sealed, when all are or time is up.
    private long awaited(SealingBidder.Shown shown, int all, Duration longest) {
        long begin = System.nanoTime();
        while (true) {
            long now = count(shown);
            if (now == all || seconds(begin) > longest.toSeconds()) {
                return now;
            }
            Api.pause(Duration.ofMillis(200));
        }
    }

    private long count(SealingBidder.Shown shown) {
        return number(
                "SELECT COUNT(*) FROM seal.document WHERE state = 'stamped' AND session_id = '"
                        + shown.id()
                        + "'");
    }

    private long number(String sql) {
        String said = suite.database().execute(sql).strip();
        return Long.parseLong(said.substring(said.lastIndexOf('\n') + 1));
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
