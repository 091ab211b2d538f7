package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/// P9: an opening in which many bidders decrypt within a minute, while the scan service is killed
/// and started again: everybody's bid is open two minutes after the opening.
final class OpeningPromise {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration DONE = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PREPARED_AT_ONCE = 6;

    private final Suite suite;
    private final Endpoints endpoints;

    /// One for all: operators do not log in a hundred times at once.
    private final Approval approval;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final String tender = "T-" + UUID.randomUUID().toString().substring(0, 8);

    OpeningPromise(Suite suite, Endpoints endpoints) {
        this.suite = suite;
        this.endpoints = endpoints;
        this.approval = new Approval(endpoints, PATIENCE);
    }

    /// A bidder with his account at the platform.
    private final class Seat {
        private final Bidder bidder =
                new Bidder(endpoints, ThreadLocalRandom.current().nextLong(), PATIENCE);
        private final SampleSite site = new SampleSite(endpoints.sample());
        private final Scanner scanner = new Scanner(bidder, site);
        private final String account = "seat-" + UUID.randomUUID().toString().substring(0, 8);

        void prepare() {
            bidder.phone().logInByOneTap();
            bidder.verifyIdentity();
            bidder.applyForCertificate();
            approval.approve(bidder.order());
            bidder.pay();
            bidder.download();
            bidder.awaitAdministrator();
            site.register(account, "secret-1", bidder.enterprise(), bidder.uscc());
            site.passwordLogin(account, "secret-1");
            approve(site.open("/bind"));
            String session = site.open("/tool/authenticate");
            approve(session);
            site.awaitVerified(session, PATIENCE);
        }

        void encrypt() {
            String session = site.open("/tool/encrypt", Map.of("tender", tender, "bid", account));
            approve(session);
            site.awaitVerified(session, PATIENCE);
        }

        /// As a bidder at the opening hour does: again, as long as it might help.
        void decrypt() {
            Instant end = Instant.now().plus(PATIENCE);
            while (true) {
                try {
                    approve(site.open("/hall/decrypt", Map.of("tender", tender)));
                    return;
                } catch (RuntimeException e) {
                    if (Instant.now().isAfter(end)) {
                        throw e;
                    }
                    Api.pause(Duration.ofMillis(700));
                }
            }
        }

        private void approve(String session) {
            JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
            scanner.approve(card, Bidder.PIN);
        }
    }

    Map<String, Object> run(int bidders) {
        suite.startSample();
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < bidders; i++) {
            seats.add(new Seat());
        }
        each(seats, Seat::prepare, PREPARED_AT_ONCE, Duration.ZERO);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("not everybody was prepared: " + failures.peek());
        }
        int seconds = 20 + bidders / 2;
        seats.getFirst()
                .site
                .post("/hall/tenders", Map.of("tender", tender, "seconds", "" + seconds));
        Instant opens = Instant.now().plusSeconds(seconds).plusMillis(500);
        each(seats, Seat::encrypt, PREPARED_AT_ONCE, Duration.ZERO);
        Duration left = Duration.between(Instant.now(), opens);
        Api.pause(left.isNegative() ? Duration.ZERO : left);
        System.out.println("  " + bidders + " bids are there; the opening begins");
        Thread killer = Thread.startVirtualThread(this::killInTheMiddle);
        Instant begin = Instant.now();
        each(seats, Seat::decrypt, bidders, WINDOW);
        int opened = opened(bidders, begin);
        double took = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        join(killer);
        failures.forEach(it -> System.out.println("  " + it));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P9");
        out.put("bidders", bidders);
        out.put("window_s", WINDOW.toSeconds());
        out.put("scan_service_killed", 1);
        out.put("opened", opened);
        out.put("failed", failures.size());
        out.put("all_after_s", took);
        out.put("ok", opened == bidders && failures.isEmpty() && took <= DONE.toSeconds());
        return out;
    }

    private void killInTheMiddle() {
        Api.pause(WINDOW.dividedBy(2));
        ServerProcess scan =
                suite.processes().stream()
                        .filter(it -> it.name().equals("scan-session-service"))
                        .findAny()
                        .orElseThrow();
        scan.kill();
        scan.start();
        suite.awaitReady(scan);
    }

    /// How many bids the platform holds open, when all are or time is up.
    private int opened(int bidders, Instant begin) {
        SampleSite site = new SampleSite(endpoints.sample());
        while (true) {
            int open = openNow(site);
            boolean over =
                    Duration.between(begin, Instant.now()).compareTo(DONE.multipliedBy(2)) > 0;
            if (open == bidders || over) {
                return open;
            }
            Api.pause(Duration.ofMillis(500));
        }
    }

    private int openNow(SampleSite site) {
        int open = 0;
        try {
            for (JsonNode row : site.board(tender)) {
                String content = row.path("content").asString();
                open += content.equals(row.path("account").asString()) ? 1 : 0;
            }
        } catch (Api.Refused e) {
            // While the service starts again; asked again.
            return 0;
        }
        return open;
    }

    private interface Step {
        void of(Seat seat);
    }

    /// @param spread over how long they begin, at random
    private void each(List<Seat> seats, Step step, int atOnce, Duration spread) {
        CountDownLatch done = new CountDownLatch(seats.size());
        Semaphore places = new Semaphore(atOnce);
        for (Seat seat : seats) {
            Thread.startVirtualThread(() -> {
                places.acquireUninterruptibly();
                try {
                    long late = ThreadLocalRandom.current().nextLong(spread.toMillis() + 1);
                    Api.pause(Duration.ofMillis(late));
                    step.of(seat);
                } catch (RuntimeException | AssertionError e) {
                    failures.add(String.valueOf(e));
                } finally {
                    places.release();
                    done.countDown();
                }
            });
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
