/// How seals look: drawn by the rules for their kind, written by a finger, or scanned from paper;
/// from whom a picture came. Uses `life` and `member`.
@NullMarked
package cn.biaozhengtong.seal.picture;

import org.jspecify.annotations.NullMarked;
