package cn.biaozhengtong.stamping;

/// Where a seal, or a slice of one, stands: points from the top left of the page as it is seen.
///
/// @param page from 1
public record Box(int page, double left, double top, double width, double height) {}
