package cn.biaozhengtong.stamping.pdf.verification.change;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The keys that led to an object.
///
/// @param page of which it is, from 1; 0 for none
/// @param field of which it is, by its name; empty for none
record Way(@Nullable Way before, String key, int page, String field) {
    private static final int SHOWN = 8;

    Way to(String next) {
        return new Way(this, next, page, field);
    }

    Way on(int number) {
        return number == 0 ? this : new Way(before, key, number, field);
    }

    Way in(String name) {
        return name.isEmpty() ? this : new Way(before, key, page, name);
    }

    /// Its end, at most [#SHOWN] keys.
    @Override
    public String toString() {
        Deque<String> keys = new ArrayDeque<>();
        Way at = this;
        while (at != null && keys.size() < SHOWN) {
            keys.addFirst(at.key);
            at = at.before;
        }
        return String.join("/", keys);
    }
}
