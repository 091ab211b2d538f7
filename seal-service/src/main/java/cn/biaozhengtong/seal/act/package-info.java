/// What an administrator does to a seal, signed with his PIN and kept as evidence.
@NullMarked
package cn.biaozhengtong.seal.act;

import org.jspecify.annotations.NullMarked;
