package cn.biaozhengtong.kit.data;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The states of something stored, each knowing what may follow it: [#next] is the whole table of
/// transitions, and stores guard their updates by [#before], so that what it does not allow changes
/// no row.
///
/// @param <S> the enum itself
public interface StateMachine<S extends Enum<S> & StateMachine<S>> {
    /// @return empty for an end
    Set<S> next();

    default boolean mayBecome(S other) {
        return next().contains(other);
    }

    String name();

    /// As it is stored and told.
    default String word() {
        return name();
    }

    /// All that may become it, for `WHERE state IN (:from)`.
    static <S extends Enum<S> & StateMachine<S>> List<String> before(S next) {
        return Arrays.stream(next.getDeclaringClass().getEnumConstants())
                .filter(it -> it.mayBecome(next))
                .map(StateMachine::word)
                .toList();
    }
}
