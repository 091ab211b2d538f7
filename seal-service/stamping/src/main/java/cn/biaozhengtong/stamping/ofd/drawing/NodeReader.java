package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// Hands elements over whole, one after the other, so that a file need not be held at once.
final class NodeReader implements OfdXml.Handler {
    /// In one of them.
    private static final int MOST = 100_000;

    private final Predicate<XmlTag> wanted;
    private final Target target;
    private final Deque<Open> open = new ArrayDeque<>();
    private int count;

    /// @param wanted at which elements one begins, unless it is in another
    NodeReader(Predicate<XmlTag> wanted, Target target) {
        this.wanted = wanted;
        this.target = target;
    }

    /// Whom they are handed to.
    interface Target {
        void take(Node node) throws IOException, RefusedException;
    }

    private record Open(XmlTag tag, List<Node> children) {}

    @Override
    public void begins(XmlTag tag) throws RefusedException {
        if (open.isEmpty() && !wanted.test(tag)) {
            return;
        }
        count++;
        if (count > MOST) {
            throw new RefusedException(Refusal.too_large, "elements of one object");
        }
        open.push(new Open(tag, new ArrayList<>()));
    }

    @Override
    public void ends(XmlTag tag, String text) throws IOException, RefusedException {
        if (open.isEmpty()) {
            return;
        }
        Open it = open.pop();
        Node made = new Node(it.tag(), text, it.children());
        Open above = open.peek();
        if (above != null) {
            above.children().add(made);
        } else {
            count = 0;
            target.take(made);
        }
    }
}
