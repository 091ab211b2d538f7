/// The audit log for auditors: exported entries, and stamped checkpoints that are kept outside the
/// database. Uses `authority` and the object store of `ordering`.
@NullMarked
package cn.biaozhengtong.caorder.evidence;

import org.jspecify.annotations.NullMarked;
