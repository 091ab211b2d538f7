package cn.biaozhengtong.sample.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sample.paper.Corner;
import cn.biaozhengtong.sample.paper.Where;
import cn.biaozhengtong.sample.way.Announced;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.stamping.PageSize;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What goes together under one signature, and what comes upon it.
class ActTest {
    private static final PageSize A4 = new PageSize(595, 842);
    private static final Node LAST = node("last", new Where.OnPage(0, Corner.bottom_right));
    private static final Node FIRST = node("first", new Where.OnPage(1, Corner.bottom_right));
    private static final Node SEAM = node("seam", new Where.Seam());
    private static final Node FIELD = node("field", new Where.InField("a"));
    private static final Node OTHER_FIELD = node("other-field", new Where.InField("b"));
    private static final Node PERSON =
            new Node("person", "法人", "legal_person_seal", new Where.OnPage(2, Corner.top));

    private static final Announced NOBODY =
            new Announced() {
                @Override
                public String id() {
                    return "document";
                }

                @Override
                public DocumentToSeal toSeal(String kind, List<String> places) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public boolean fetch(OpenSession session, Path target) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void withdraw(String reason) {
                    throw new UnsupportedOperationException();
                }
            };

    private static Node node(String id, Where where) {
        return new Node(id, id, "enterprise_seal", where);
    }

    private static Part part(String format, Node... nodes) {
        return new Part(
                "p",
                "投标函",
                format,
                List.of(A4, A4, A4),
                Path.of("original"),
                List.of(nodes),
                List.of(),
                Optional.empty(),
                "");
    }

    private static List<String> next(Part part) {
        return Act.next(part).orElseThrow().ids();
    }

    @Test
    void oneSeal_standsInManyPlacesOfAPdf_andInOneFieldAtMost() {
        Part part = part("pdf", LAST, SEAM, FIELD, OTHER_FIELD, FIRST);
        assertThat(next(part)).containsExactly("last", "seam", "field", "first");
        assertThat(Act.left(part)).isEqualTo(2);
    }

    @Test
    void anotherSeal_comesUponTheFirst() {
        Part part = part("pdf", LAST, PERSON, FIRST);
        assertThat(next(part)).containsExactly("last", "first");
        assertThat(next(sealed(part))).containsExactly("person");
        assertThat(Act.left(part)).isEqualTo(2);
    }

    @Test
    void ofd_hasOnePlaceAPage() {
        assertThat(next(part("ofd", LAST, FIRST, LAST))).containsExactly("last", "first");
        assertThat(next(part("ofd", LAST, SEAM))).containsExactly("last");
        Node word = node("word", new Where.AtKeyword("盖章", 1));
        assertThat(Act.left(part("ofd", word, LAST, SEAM))).isEqualTo(3);
    }

    @Test
    void whatIsSealed_waitsNoMore_untilItIsTakenBack() {
        Part part = sealed(part("pdf", LAST));
        assertThat(Act.next(part)).isEmpty();
        assertThat(part.file()).isEqualTo(Path.of("sealed"));
        assertThat(part.without("last").nodes()).hasSize(1);
        Part back = part.withdrawn("已撤章");
        assertThat(next(back)).containsExactly("last");
        assertThat(back.file()).isEqualTo(Path.of("original"));
        assertThat(back.without("last").nodes()).isEmpty();
    }

    private static Part sealed(Part part) {
        return part.sealed(
                new Layer(NOBODY, next(part), Path.of("sealed"), "示例公司（管理员）", Instant.EPOCH));
    }
}
