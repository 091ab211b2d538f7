package cn.biaozhengtong.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How long something took each time; from many threads.
final class Times {
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long tookNanos) {
        nanos.add(tookNanos);
    }

    void clear() {
        nanos.clear();
    }

    int count() {
        return nanos.size();
    }

    /// In milliseconds with one decimal; -1 of nothing.
    double percentile(double percent) {
        long[] sorted = nanos.stream().mapToLong(it -> it).sorted().toArray();
        return sorted.length == 0
                ? -1
                : Math.round(sorted[(int) ((sorted.length - 1) * percent / 100)] / 1e5) / 10.0;
    }

    Map<String, Double> summary() {
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("p50", percentile(50));
        out.put("p99", percentile(99));
        return out;
    }
}
