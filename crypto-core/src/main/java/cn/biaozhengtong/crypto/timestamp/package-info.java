/// Time stamps (RFC 3161) over SM3 digests, signed with SM2: ask, answer, verify.
@NullMarked
package cn.biaozhengtong.crypto.timestamp;

import org.jspecify.annotations.NullMarked;
