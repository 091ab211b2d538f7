package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The fonts of one page (GB/T 33190 §11.1), each read once.
final class Fonts {
    private static final int BOLD = 600;

    private final Container container;
    private final Map<String, Optional<PageFont>> files = new HashMap<>();
    private final Map<String, MachineFont> machine = new HashMap<>();

    Fonts(Container container) {
        this.container = container;
    }

    /// What a text is drawn with.
    ///
    /// @param embedded what the document brought along
    /// @param other of this machine, for what that lacks
    /// @param broken whether it names a file of one that cannot be read or is absent
    record Chosen(Optional<PageFont> embedded, PageFont other, boolean broken) {
        /// @param index of a glyph; below 0: the character says it
        Optional<PageFont.Outline> outline(int codePoint, int index) {
            if (index >= 0 && embedded.isPresent()) {
                return embedded.get().glyph(index);
            }
            return embedded.flatMap(it -> it.character(codePoint))
                    .or(() -> other.character(codePoint));
        }
    }

    Chosen of(Node text, Scope scope) throws IOException, RefusedException {
        Optional<Resources.Resource> resource =
                scope.resources().find("Font", text.attribute("Font"));
        boolean named = resource.filter(it -> it.node().words("FontFile").isPresent()).isPresent();
        Optional<Entry> file =
                resource.isEmpty()
                        ? Optional.empty()
                        : scope.resources().file(resource.get(), "FontFile");
        Optional<PageFont> embedded =
                file.isEmpty() ? Optional.empty() : embedded(file.get(), scope.budget());
        return new Chosen(
                embedded,
                other(text, resource.map(Resources.Resource::node)),
                named && embedded.isEmpty());
    }

    private PageFont other(Node text, Optional<Node> font) throws IOException {
        String names =
                font.map(it ->
                                it.attribute("FontName").orElse("")
                                        + " "
                                        + it.attribute("FamilyName").orElse(""))
                        .orElse("");
        boolean bold =
                text.number("Weight", 400) >= BOLD
                        || font.map(it -> it.flag("Bold", false)).orElse(false);
        boolean slanted =
                text.flag("Italic", font.map(it -> it.flag("Italic", false)).orElse(false));
        MachineFont.Kind kind =
                font.map(it -> it.flag("FixedWidth", false)).orElse(false)
                        ? MachineFont.Kind.mono
                        : MachineFont.Kind.of(names);
        return machine.computeIfAbsent(
                kind + " " + bold + " " + slanted, it -> MachineFont.of(kind, bold, slanted));
    }

    private Optional<PageFont> embedded(Entry file, Budget budget)
            throws IOException, RefusedException {
        Optional<PageFont> before = files.get(file.path());
        if (before == null) {
            budget.spend(Budget.Of.media, file.length());
            before = read(container.bytes(file));
            files.put(file.path(), before);
        }
        return before;
    }

    private static Optional<PageFont> read(byte[] content) {
        try {
            boolean bare = content.length > 4 && content[0] == 1 && content[1] == 0;
            return Optional.of(
                    bare && content[2] < 16 && content[2] > 0
                            ? CffFont.read(content)
                            : SfntFont.read(content));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever a font makes its reader do.
            return Optional.empty();
        }
    }
}
