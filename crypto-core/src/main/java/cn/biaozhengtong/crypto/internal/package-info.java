/// BouncyCastle and the arithmetic of the group; nothing outside crypto-core may use it.
@NullMarked
package cn.biaozhengtong.crypto.internal;

import org.jspecify.annotations.NullMarked;
