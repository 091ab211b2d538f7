/// What lies in SignedValue.dat, taken apart so that each step can be judged by itself: signatures
/// with a seal of GM/T 0031-2014 (version 1) and GB/T 38540-2020 (version 4), and what is neither.
@NullMarked
package cn.biaozhengtong.stamping.ofd.ses;

import org.jspecify.annotations.NullMarked;
