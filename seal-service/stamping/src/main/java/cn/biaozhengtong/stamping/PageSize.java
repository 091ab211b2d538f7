package cn.biaozhengtong.stamping;

/// A page as it is seen, in points.
public record PageSize(double width, double height) {}
