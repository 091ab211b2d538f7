/// What the seals in a document are worth, for anybody, and whom we believe. Uses `use` and `work`.
@NullMarked
package cn.biaozhengtong.seal.verification;

import org.jspecify.annotations.NullMarked;
