/// What lets outsiders check records that we keep: hash chains of audit logs, Merkle trees of
/// append-only logs (RFC 9162, with SM3), and what such a log says of uses of seals.
@NullMarked
package cn.biaozhengtong.crypto.evidence;

import org.jspecify.annotations.NullMarked;
