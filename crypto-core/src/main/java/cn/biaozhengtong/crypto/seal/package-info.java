/// Electronic seals and signatures with them (GB/T 38540-2020, version 4): structures, verification
/// and the pictures.
@NullMarked
package cn.biaozhengtong.crypto.seal;

import org.jspecify.annotations.NullMarked;
