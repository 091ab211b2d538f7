package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.util.List;

/// What an object stands in.
///
/// @param inherited drawing parameters, the nearest first
/// @param alpha of all that is around it, 0 to 1
/// @param depth of composites
record Scope(Sheet sheet, Resources resources, List<Node> inherited, double alpha, int depth) {
    private static final int DEEPEST = 12;

    Scope {
        inherited = List.copyOf(inherited);
    }

    static Scope of(Sheet sheet, Resources resources) {
        return new Scope(sheet, resources, List.of(), 1, 0);
    }

    /// Of what stands in a layer.
    Scope in(Node layer) {
        return new Scope(
                sheet, resources, Style.inherited(layer, resources, inherited), alpha, depth);
    }

    /// Of what stands in a composite.
    Scope in(Sheet place, Node composite, double faded) throws RefusedException {
        if (depth >= DEEPEST) {
            throw new RefusedException(Refusal.too_large, "composites in composites");
        }
        return new Scope(
                place,
                resources,
                Style.inherited(composite, resources, inherited),
                faded,
                depth + 1);
    }

    Budget budget() {
        return sheet.budget();
    }
}
