package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.paper.Corner;
import cn.biaozhengtong.sample.paper.SealKinds;
import cn.biaozhengtong.sample.paper.Where;
import cn.biaozhengtong.sample.paper.WhereForm;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sample.web.Web;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Documents come, get their nodes, and go.
final class Papers {
    private static final int MOST_NODES = 50;
    private static final int LONGEST_FIELD = 100;

    private final SealRoom room;

    Papers(SealRoom room) {
        this.room = room;
    }

    /// The body is the file. Its nodes are its empty signature fields; where it has none and one is
    /// wished for, the bidder's seal in the lower right of its last page.
    ///
    /// @param query `title`; `nodes` is `none` when the page names them itself
    void add(HttpExchange exchange, Dossier dossier, Map<String, String> query) throws IOException {
        room.mustBeIdle(dossier);
        dossier.mustHaveRoom();
        String id = UUID.randomUUID().toString().replace("-", "");
        String title = Web.title(query.getOrDefault("title", ""), "未命名文件");
        Path file = room.folder().resolve(id);
        Web.save(exchange, file);
        try {
            Part it = part(id, title, file, !query.getOrDefault("nodes", "").equals("none"));
            dossier.add(it);
            try {
                room.announced(dossier, it);
            } catch (IOException | RuntimeException e) {
                dossier.remove(id);
                throw e;
            }
        } catch (RefusedException e) {
            Files.deleteIfExists(file);
            throw new PageProblem(422, title + "：" + e.refusal().chinese(), e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Part part(String id, String title, Path file, boolean named)
            throws IOException, RefusedException {
        String format = format(file);
        boolean pdf = format.equals("pdf");
        List<PageSize> pages = pdf ? PdfStamping.pages(file) : OfdStamping.pages(file);
        List<Node> nodes = new ArrayList<>();
        for (String field : pdf && named ? PdfStamping.nodes(file) : List.<String>of()) {
            if (field.length() <= LONGEST_FIELD && !field.matches(".*\\p{C}.*")) {
                nodes.add(node(field, SealKinds.ENTERPRISE, new Where.InField(field)));
            }
        }
        if (named && nodes.isEmpty()) {
            Where corner = new Where.OnPage(0, Corner.bottom_right);
            nodes.add(node("投标人盖章", SealKinds.ENTERPRISE, corner));
        }
        return new Part(id, title, format, pages, file, nodes, List.of(), Optional.empty(), "");
    }

    private static Node node(String name, String seal, Where where) {
        return new Node(UUID.randomUUID().toString(), name, seal, where);
    }

    private static String format(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && head[0] == 'P' && head[1] == 'K' ? "ofd" : "pdf";
        }
    }

    /// @param form its `name`, `seal`, and where it is ([WhereForm])
    void addNode(Dossier dossier, String part, Map<String, String> form) {
        room.mustBeIdle(dossier);
        Part it = dossier.part(part);
        if (it.nodes().size() >= MOST_NODES) {
            throw new PageProblem(409, "一份文件最多 " + MOST_NODES + " 个签章节点");
        }
        String seal = SealKinds.checked(form.getOrDefault("seal", ""));
        Where where = WhereForm.of(form, it.pages());
        String name = Web.title(form.getOrDefault("name", ""), SealKinds.title(seal));
        dossier.change(part, now -> now.with(node(name, seal, where)));
    }

    void removeNode(Dossier dossier, String part, String node) {
        room.mustBeIdle(dossier);
        dossier.change(part, it -> it.without(node));
    }

    void remove(Dossier dossier, String part) throws IOException {
        room.mustBeIdle(dossier);
        delete(dossier.remove(part));
    }

    /// Also while files are still to come: they are not wanted any more.
    void clear(Dossier dossier) throws IOException {
        if (dossier.round().flatMap(room::entry).filter(it -> !it.isOver()).isPresent()) {
            room.cancel(dossier);
        }
        dossier.end();
        for (Part it : dossier.parts()) {
            delete(dossier.remove(it.id()));
        }
    }

    private static void delete(Part it) throws IOException {
        Files.deleteIfExists(it.original());
        for (Layer layer : it.layers()) {
            Files.deleteIfExists(layer.file());
        }
    }
}
