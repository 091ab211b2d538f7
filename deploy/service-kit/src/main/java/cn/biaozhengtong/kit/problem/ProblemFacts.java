package cn.biaozhengtong.kit.problem;

/// What a problem says beside its type.
///
/// @param actor who must act for the refusal to go away
/// @param titleZh constant, in Chinese
/// @param titleEn constant, in English
public record ProblemFacts(
        ProblemCategory category, Problem.Actor actor, String titleZh, String titleEn) {}
