/// Seals in OFD (GB/T 33190-2016 chapter 18, GM/T 0099-2020, GB/T 38540-2020).
@NullMarked
package cn.biaozhengtong.stamping.ofd;

import org.jspecify.annotations.NullMarked;
