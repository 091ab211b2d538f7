package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.paper.SealKinds;
import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.scan.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a page is told of an account's documents.
final class Told {
    private Told() {}

    static Map<String, Object> of(SealRoom room, Dossier dossier) {
        List<Part> parts = dossier.parts();
        Optional<Round> round = dossier.round();
        boolean open =
                round.flatMap(room::entry)
                        .filter(it -> !it.isOver() || it.party().isPresent())
                        .isPresent();
        Map<String, Round.Sealed> waiting = open ? round.get().waiting() : Map.of();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("loggedIn", true);
        out.put("busy", room.isBusy(dossier));
        out.put("parts", parts.stream().map(it -> part(it, waiting)).collect(Collectors.toList()));
        out.put("sessionsLeft", parts.stream().mapToInt(Act::left).max().orElse(0));
        out.put("round", round.map(it -> round(it, room.entry(it))).orElse(Map.of()));
        return out;
    }

    private static Map<String, Object> part(Part it, Map<String, Round.Sealed> waiting) {
        Round.Sealed now = waiting.get(it.id());
        List<String> signing = now == null ? List.of() : now.nodes();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", it.id());
        out.put("title", it.title());
        out.put("format", it.format().toUpperCase(Locale.ROOT));
        out.put("pages", it.pages().size());
        out.put("sealed", !it.layers().isEmpty());
        out.put("complete", !it.nodes().isEmpty() && it.open().isEmpty());
        out.put("note", it.note());
        out.put(
                "nodes",
                it.nodes().stream()
                        .map(node -> node(it, node, signing.contains(node.id())))
                        .collect(Collectors.toList()));
        return out;
    }

    private static Map<String, Object> node(Part part, Node it, boolean signing) {
        Optional<Layer> layer = part.layer(it);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", it.id());
        out.put("name", it.name());
        out.put("seal", SealKinds.title(it.seal()));
        out.put("where", it.where().chinese());
        out.put("state", layer.isPresent() ? "signed" : signing ? "signing" : "unsigned");
        out.put("says", layer.isPresent() ? "已签" : signing ? "签章中" : "未签");
        out.put("who", layer.map(Layer::who).orElse(""));
        out.put("at", layer.map(l -> SealRoom.TIME.format(l.at())).orElse(""));
        return out;
    }

    private static Map<String, Object> round(Round it, Optional<ScanDesk.Entry> entry) {
        boolean approved = it.party().isPresent();
        Words.Said said = entry.map(ScanDesk.Entry::said).orElse(new Words.Said("", ""));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sessionId", it.session().id());
        out.put("approved", approved);
        out.put("done", it.of() - it.waiting().size());
        out.put("of", it.of());
        out.put("problem", it.problem());
        out.put("says", it.problem().isEmpty() ? said.says() : it.problem());
        out.put("advice", it.problem().isEmpty() ? said.advice() : "");
        return out;
    }
}
