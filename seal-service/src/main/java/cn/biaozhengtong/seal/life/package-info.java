/// A seal and its life: kinds, states, why one is stopped, its history, and the one who stores and
/// changes it.
@NullMarked
package cn.biaozhengtong.seal.life;

import org.jspecify.annotations.NullMarked;
