package cn.biaozhengtong.stamping.pdf.verification.change;

/// One thing that a revision changed.
///
/// @param where the keys that lead there, for the log and for experts
/// @param field name of the field; empty when it is none
/// @param page from 1; 0 when it is of none
/// @param freed whether the object is there no longer
/// @param seen whether it is something that is seen on the page
public record Change(
        Kind kind, String where, String field, int page, boolean freed, boolean seen) {}
