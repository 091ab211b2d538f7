/// What proves a completed session to others, years later: which files, stamped when, kept
/// unchanged. Uses `session` and `certificates`.
@NullMarked
package cn.biaozhengtong.scansession.evidence;

import org.jspecify.annotations.NullMarked;
