/// Which seals an enterprise has (印章管理), and who may see them.
@NullMarked
package cn.biaozhengtong.seal.inventory;

import org.jspecify.annotations.NullMarked;
