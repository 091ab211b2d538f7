package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.way.Announced;
import cn.biaozhengtong.stamping.PageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One document, such as 投标函 of a bid: as it came, its nodes, and the seals that stand in it, one
/// upon the other.
///
/// @param format `pdf` or `ofd`
/// @param original as it came
/// @param announced as the service knows it now, once it was told
/// @param note what happened last that is worth saying, or empty
record Part(
        String id,
        String title,
        String format,
        List<PageSize> pages,
        Path original,
        List<Node> nodes,
        List<Layer> layers,
        Optional<Announced> announced,
        String note) {
    Part {
        nodes = List.copyOf(nodes);
        layers = List.copyOf(layers);
        pages = List.copyOf(pages);
    }

    /// With all seals that stand in it.
    Path file() {
        return layers.isEmpty() ? original : layers.get(layers.size() - 1).file();
    }

    Optional<Layer> last() {
        return layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
    }

    /// In which a node was sealed.
    Optional<Layer> layer(Node node) {
        return layers.stream().filter(it -> it.nodes().contains(node.id())).findFirst();
    }

    List<Node> open() {
        return nodes.stream().filter(it -> layer(it).isEmpty()).collect(Collectors.toList());
    }

    Part with(Node node) {
        List<Node> more = new ArrayList<>(nodes);
        more.add(node);
        return with(more, layers, announced, note);
    }

    Part without(String node) {
        List<Node> less =
                nodes.stream()
                        .filter(it -> !it.id().equals(node) || layer(it).isPresent())
                        .collect(Collectors.toList());
        return with(less, layers, announced, note);
    }

    Part announced(Optional<Announced> how) {
        return with(nodes, layers, how, note);
    }

    /// Another seal goes upon the file with this one.
    Part sealed(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return with(nodes, more, Optional.empty(), "");
    }

    /// Its last seal was taken back: it is as it was before.
    Part withdrawn(String note) {
        return with(nodes, layers.subList(0, layers.size() - 1), Optional.empty(), note);
    }

    private Part with(
            List<Node> nodes, List<Layer> layers, Optional<Announced> announced, String note) {
        return new Part(id, title, format, pages, original, nodes, layers, announced, note);
    }
}
