/// Which seals an enterprise has (印章管理): the three that are drafted, more by 【新增公章】.
@NullMarked
package cn.biaozhengtong.seal.inventory;

import org.jspecify.annotations.NullMarked;
