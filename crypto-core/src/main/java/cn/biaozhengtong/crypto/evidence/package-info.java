/// What lets outsiders check records that we keep: hash chains of audit logs, and Merkle trees of
/// append-only logs (RFC 9162, with SM3).
@NullMarked
package cn.biaozhengtong.crypto.evidence;

import org.jspecify.annotations.NullMarked;
