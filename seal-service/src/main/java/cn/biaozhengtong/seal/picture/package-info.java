/// How seals look.
@NullMarked
package cn.biaozhengtong.seal.picture;

import org.jspecify.annotations.NullMarked;
