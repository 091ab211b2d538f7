package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sample.paper.Where;
import cn.biaozhengtong.sample.way.Announced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one session does to one document: one signature with one seal, in as many places as go
/// together. What is left comes upon it in the next session.
record Act(Part part, List<Node> nodes) {
    /// @return empty when nothing waits
    static Optional<Act> next(Part part) {
        List<Node> chosen = new ArrayList<>();
        for (Node it : part.open()) {
            if (goes(part, chosen, it)) {
                chosen.add(it);
            }
        }
        return chosen.isEmpty() ? Optional.empty() : Optional.of(new Act(part, chosen));
    }

    /// How many sessions a document still needs.
    static int left(Part part) {
        int count = 0;
        List<Node> open = new ArrayList<>(part.open());
        while (!open.isEmpty()) {
            List<Node> chosen = new ArrayList<>();
            for (Node it : open) {
                if (goes(part, chosen, it)) {
                    chosen.add(it);
                }
            }
            open.removeAll(chosen);
            count++;
        }
        return count;
    }

    private static boolean goes(Part part, List<Node> chosen, Node more) {
        return chosen.isEmpty()
                || chosen.get(0).seal().equals(more.seal())
                        && chosen.stream().allMatch(it -> together(part, it, more));
    }

    /// A PDF's signature fills one field at most; an OFD's has one place a page.
    private static boolean together(Part part, Node one, Node other) {
        if (part.format().equals("pdf")) {
            return !(one.where() instanceof Where.InField
                    && other.where() instanceof Where.InField);
        }
        int a = one.where().page(part.pages().size());
        int b = other.where().page(part.pages().size());
        return a != 0 && b != 0 && a != b;
    }

    String seal() {
        return nodes.get(0).seal();
    }

    DocumentToSeal toSeal(Announced document) {
        return document.toSeal(
                seal(),
                nodes.stream()
                        .map(it -> it.where().text(part.pages()))
                        .collect(Collectors.toList()));
    }

    List<String> ids() {
        return nodes.stream().map(Node::id).collect(Collectors.toList());
    }
}
