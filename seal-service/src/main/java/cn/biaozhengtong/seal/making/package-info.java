/// Versions of seals: who may use one, who makes it, and when it must be made anew or stopped.
@NullMarked
package cn.biaozhengtong.seal.making;

import org.jspecify.annotations.NullMarked;
