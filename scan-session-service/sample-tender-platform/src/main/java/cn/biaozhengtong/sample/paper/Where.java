package cn.biaozhengtong.sample.paper;

import cn.biaozhengtong.stamping.PageSize;
import java.util.List;
import java.util.Locale;

/// Where a seal is to stand in a document.
public sealed interface Where {
    /// As `DocumentToSeal` has it.
    ///
    /// @param pages of the document
    String text(List<PageSize> pages);

    /// For users.
    String chinese();

    /// The page on which alone it stands, from 1; 0 when it is on several, or not known which.
    default int page(int pages) {
        return 0;
    }

    /// @param number from 1; 0 is the last
    record OnPage(int number, Corner corner) implements Where {
        @Override
        public String text(List<PageSize> pages) {
            PageSize it = pages.get(page(pages.size()) - 1);
            return box(
                    page(pages.size()),
                    corner.left(it),
                    corner.top(it),
                    corner.width(it),
                    corner.height(it));
        }

        @Override
        public String chinese() {
            return called(number) + corner.title();
        }

        @Override
        public int page(int pages) {
            return number == 0 ? pages : number;
        }
    }

    /// @param number from 1; 0 is the last
    /// @param x of the seal's middle, in millimetres from the left
    /// @param y of the seal's middle, in millimetres from the top
    record AtPoint(int number, double x, double y) implements Where {
        private static final double POINTS = 72 / 25.4;

        /// Small: only its middle counts.
        private static final double SIDE = 2;

        @Override
        public String text(List<PageSize> pages) {
            return box(
                    page(pages.size()),
                    Math.max(0, x * POINTS - SIDE / 2),
                    Math.max(0, y * POINTS - SIDE / 2),
                    SIDE,
                    SIDE);
        }

        @Override
        public String chinese() {
            return called(number) + "距左 %.0f、距上 %.0f 毫米".formatted(x, y);
        }

        @Override
        public int page(int pages) {
            return number == 0 ? pages : number;
        }

        boolean isOn(PageSize page) {
            return x * POINTS <= page.width() && y * POINTS <= page.height();
        }
    }

    /// @param occurrence from 1; 0: at every one
    record AtKeyword(String word, int occurrence) implements Where {
        @Override
        public String text(List<PageSize> pages) {
            return "keyword " + occurrence + " " + word;
        }

        @Override
        public String chinese() {
            String which = occurrence == 0 ? "每一处" : "第 " + occurrence + " 处";
            return which + "“" + word + "”";
        }
    }

    /// An empty signature field of the PDF (签章节点).
    record InField(String name) implements Where {
        @Override
        public String text(List<PageSize> pages) {
            return "field " + name;
        }

        @Override
        public String chinese() {
            return "文件中的签名域";
        }
    }

    /// Over the edges of all pages (骑缝章).
    record Seam() implements Where {
        @Override
        public String text(List<PageSize> pages) {
            return "seam 0.5";
        }

        @Override
        public String chinese() {
            return "所有页的右侧边缘（骑缝）";
        }
    }

    private static String box(int page, double left, double top, double width, double height) {
        return String.format(
                Locale.ROOT, "page %d %.1f %.1f %.1f %.1f", page, left, top, width, height);
    }

    private static String called(int number) {
        return number == 0 ? "末页" : "第 " + number + " 页";
    }
}
