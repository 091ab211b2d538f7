package cn.biaozhengtong.stamping.report;

/// One sentence of a report.
///
/// @param code permanent, lower case with hyphens, for programs
/// @param chinese for people
/// @param english for people
public record Finding(Step step, Outcome outcome, String code, String chinese, String english) {}
