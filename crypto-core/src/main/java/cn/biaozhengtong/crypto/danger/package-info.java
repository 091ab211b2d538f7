/// What can lose a key: raw private numbers, in and out. The house rules of the build name every
/// class that may use this package; whoever adds one has to say there why.
@NullMarked
package cn.biaozhengtong.crypto.danger;

import org.jspecify.annotations.NullMarked;
