package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.web.PageProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one account has before it. Whoever changes it does so in one step.
final class Dossier {
    private static final int MOST = 20;

    private final List<Part> parts = new ArrayList<>();
    private @Nullable Round round;

    synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    synchronized Part part(String id) {
        return parts.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(Dossier::gone);
    }

    private static PageProblem gone() {
        return new PageProblem(404, "该文件已不在列表中，请刷新本页");
    }

    /// @throws PageProblem when there are too many
    synchronized void add(Part it) {
        mustHaveRoom();
        parts.add(it);
    }

    synchronized void mustHaveRoom() {
        if (parts.size() >= MOST) {
            throw new PageProblem(409, "一次最多 " + MOST + " 份文件，请先移除不需要的文件");
        }
    }

    synchronized void change(String id, UnaryOperator<Part> how) {
        int at = parts.indexOf(part(id));
        parts.set(at, how.apply(parts.get(at)));
    }

    synchronized Part remove(String id) {
        Part it = part(id);
        parts.remove(it);
        return it;
    }

    synchronized Optional<Round> round() {
        return Optional.ofNullable(round);
    }

    synchronized void begin(Round it) {
        round = it;
    }

    synchronized void end() {
        round = null;
    }

    /// Nothing happens when another has begun meanwhile.
    synchronized void follow(String session, UnaryOperator<Round> how) {
        Round it = round;
        if (it != null && it.isFor(session)) {
            round = how.apply(it);
        }
    }

    /// A document's file is there, with its seal.
    synchronized void sealed(String session, String part, Layer layer) {
        follow(session, it -> it.without(part));
        if (parts.stream().anyMatch(it -> it.id().equals(part))) {
            change(part, it -> it.sealed(layer));
        }
    }
}
