package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.data.State;
import java.util.function.BiPredicate;

/// A state machine as a Mermaid diagram, for `src/contract/transitions.md`.
public final class Transitions {
    private Transitions() {}

    /// @param title such as `Payment 付款`
    public static <S extends Enum<S> & State<S>> String diagram(String title, S first) {
        return diagram(title, first.getDeclaringClass(), first, State::mayBecome);
    }

    /// @param title such as `Order 订单`
    /// @param table whether the first may become the second
    public static <S extends Enum<S>> String diagram(
            String title, Class<S> states, S first, BiPredicate<S, S> table) {
        StringBuilder out = new StringBuilder("## " + title + "\n```mermaid\nstateDiagram-v2\n");
        out.append("    [*] --> ").append(first.name()).append('\n');
        for (S from : states.getEnumConstants()) {
            boolean ends = true;
            for (S to : states.getEnumConstants()) {
                if (table.test(from, to)) {
                    out.append("    ").append(from.name()).append(" --> ").append(to.name());
                    out.append('\n');
                    ends = false;
                }
            }
            if (ends) {
                out.append("    ").append(from.name()).append(" --> [*]\n");
            }
        }
        return out.append("```\n").toString();
    }
}
