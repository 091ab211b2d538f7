/// Who belongs to an enterprise, and what he may see and do of its seals.
@NullMarked
package cn.biaozhengtong.seal.member;

import org.jspecify.annotations.NullMarked;
