package cn.biaozhengtong.sample.paper;

import cn.biaozhengtong.stamping.PageSize;

/// A part of a page where a seal may stand.
public enum Corner {
    top_left("左上", 0, 0),
    top("上方居中", 0.5, 0),
    top_right("右上", 1, 0),
    left("左侧居中", 0, 0.5),
    middle("正中", 0.5, 0.5),
    right("右侧居中", 1, 0.5),
    bottom_left("左下", 0, 1),
    bottom("下方居中", 0.5, 1),
    bottom_right("右下", 1, 1);

    /// Of the box in whose middle the seal stands, in points: 53 mm, wider than any usual seal.
    private static final double SIDE = 150;

    private static final double MARGIN = 40;

    private final String title;
    private final double across;
    private final double down;

    Corner(String title, double across, double down) {
        this.title = title;
        this.across = across;
        this.down = down;
    }

    public String title() {
        return title;
    }

    double left(PageSize page) {
        return across * Math.max(0, page.width() - SIDE - 2 * margin(page)) + margin(page);
    }

    double top(PageSize page) {
        return down * Math.max(0, page.height() - SIDE - 2 * margin(page)) + margin(page);
    }

    double width(PageSize page) {
        return Math.min(SIDE, page.width());
    }

    double height(PageSize page) {
        return Math.min(SIDE, page.height());
    }

    /// A page that is hardly larger than a seal has none.
    private static double margin(PageSize page) {
        double room = Math.min(page.width(), page.height()) - SIDE;
        return Math.max(0, Math.min(MARGIN, room / 2));
    }
}
