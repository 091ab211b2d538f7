/// Another than the administrator is the legal person (法人): he is invited by a link to write his
/// name, from his own verified account. Uses `life`, `member` and `picture`.
@NullMarked
package cn.biaozhengtong.seal.invitation;

import org.jspecify.annotations.NullMarked;
