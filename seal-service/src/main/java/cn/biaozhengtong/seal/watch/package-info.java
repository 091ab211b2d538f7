/// Compares uses of seals with the transparency log, which another service keeps, and tells the
/// operator of any difference. Uses `use` and `verification`.
@NullMarked
package cn.biaozhengtong.seal.watch;

import org.jspecify.annotations.NullMarked;
