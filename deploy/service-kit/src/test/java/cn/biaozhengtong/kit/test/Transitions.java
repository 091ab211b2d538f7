package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.data.StateMachine;

/// A state machine as a Mermaid diagram, for `src/contract/transitions.md`.
public final class Transitions {
    private Transitions() {}

    /// @param title such as `Payment 付款`
    public static <S extends Enum<S> & StateMachine<S>> String diagram(String title, S first) {
        StringBuilder out = new StringBuilder("## " + title + "\n```mermaid\nstateDiagram-v2\n");
        out.append("    [*] --> ").append(first.name()).append('\n');
        for (S from : first.getDeclaringClass().getEnumConstants()) {
            for (S to : first.getDeclaringClass().getEnumConstants()) {
                if (from.mayBecome(to)) {
                    out.append("    ").append(from.name()).append(" --> ").append(to.name());
                    out.append('\n');
                }
            }
            if (from.next().isEmpty()) {
                out.append("    ").append(from.name()).append(" --> [*]\n");
            }
        }
        return out.append("```\n").toString();
    }
}
