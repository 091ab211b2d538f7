package cn.biaozhengtong.kit.data;

import java.util.Arrays;
import java.util.List;

/// A state of something stored that knows what may follow it: stores guard their updates by
/// [#before], so the table of transitions stands once, and what it does not allow changes no row.
///
/// @param <S> itself
public interface State<S extends Enum<S> & State<S>> {
    boolean mayBecome(S next);

    String name();

    /// As it is stored and told.
    default String word() {
        return name();
    }

    /// All that may become it, for `WHERE state IN (:from)`.
    static <S extends Enum<S> & State<S>> List<String> before(S next) {
        return Arrays.stream(next.getDeclaringClass().getEnumConstants())
                .filter(it -> it.mayBecome(next))
                .map(State::word)
                .toList();
    }
}
