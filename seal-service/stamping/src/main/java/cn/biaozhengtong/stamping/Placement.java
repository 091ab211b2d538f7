package cn.biaozhengtong.stamping;

/// Where a seal is to stand. A point is 1/72 inch on the page as it is seen: turned as its viewer
/// turns it, cut to its crop box, its user unit applied; measured from the top left. Pages count
/// from 1. A seal has its real size always and stands wholly on the page, or is refused.
public sealed interface Placement {
    /// In the middle of a rectangle.
    record OnPage(int page, double left, double top, double width, double height)
            implements Placement {}

    /// In the middle of a word as it is seen.
    ///
    /// @param occurrence from 1 in the order of reading, 0 for every one
    record AtKeyword(String keyword, int occurrence) implements Placement {}

    /// In a named node (签章节点): an existing empty signature field.
    record InField(String name) implements Placement {}

    /// Over the edge of all pages (骑缝章): its slices together are the seal, once.
    ///
    /// @param middle of the seal, from the top, as a share of the page's height, 0 to 1
    record Seam(double middle) implements Placement {}
}
