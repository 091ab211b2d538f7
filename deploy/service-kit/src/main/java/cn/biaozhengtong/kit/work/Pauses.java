package cn.biaozhengtong.kit.work;

import java.time.Duration;

/// How long work rests between its attempts: each time twice as long, up to the longest.
public record Pauses(Duration first, Duration longest) {
    /// @param attempt the one that was not the last, from 0
    public Duration after(int attempt) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
