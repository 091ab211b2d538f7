/// Which seals an enterprise has (印章管理), how they look, who may see and use them, what the
/// administrator does to them with his PIN, and what stops them.
@NullMarked
package cn.biaozhengtong.seal.inventory;

import org.jspecify.annotations.NullMarked;
