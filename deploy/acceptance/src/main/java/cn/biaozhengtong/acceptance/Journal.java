package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The driver's own record of what the suite acknowledged, forced to the disk line by line.
final class Journal {
    private final FileChannel file;
    private final Map<UUID, String> last = new ConcurrentHashMap<>();

    private Journal(FileChannel file) {
        this.file = file;
    }

    static Journal in(Path state) {
        try {
            return new Journal(
                    FileChannel.open(
                            state.resolve("faults.journal"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void acknowledged(UUID order, String what) {
        try {
            file.write(
                    ByteBuffer.wrap((order + " " + what + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last.put(order, what);
    }

    /// What was acknowledged and is gone, and what is there twice.
    Map<String, Object> compare(List<Bidder> bidders) {
        long lost = 0;
        long doubled = 0;
        for (Bidder bidder : bidders) {
            String acknowledged = last.get(bidder.order());
            if (acknowledged == null) {
                continue;
            }
            JsonNode orders = bidder.phone().get("/api/orders/v1/orders");
            JsonNode certificates = bidder.phone().get("/api/certificates/v1/certificates");
            boolean gone = orders.isEmpty() || isBehind(bidder, orders.path(0), acknowledged);
            boolean wrongSerial =
                    acknowledged.matches("[0-9a-f]{32,}")
                            && !certificates.path(0).path("serial").asString().equals(acknowledged);
            lost += gone || wrongSerial ? 1 : 0;
            long paid = transitions(orders.path(0), "awaiting_download");
            doubled += orders.size() > 1 || certificates.size() > 1 || paid > 1 ? 1 : 0;
        }
        return Map.of("lost", lost, "doubled", doubled);
    }

    private static boolean isBehind(Bidder bidder, JsonNode order, String acknowledged) {
        String needed =
                switch (acknowledged) {
                    case "submitted" -> "awaiting_review";
                    case "approved" -> "awaiting_payment";
                    case "paid" -> "awaiting_download";
                    default -> "completed";
                };
        boolean mine = order.path("id").asString().equals(bidder.order().toString());
        return !mine || transitions(order, needed) == 0;
    }

    private static long transitions(JsonNode order, String state) {
        long count = 0;
        for (JsonNode step : order.path("steps")) {
            count += step.path("state").asString().equals(state) ? 1 : 0;
        }
        return count;
    }
}
