/// Which seals an enterprise has (印章管理): the three that are drafted, more by 【新增公章】; whose scan or
/// writing a seal shows. Uses `life`, `making`, `member` and `picture`.
@NullMarked
package cn.biaozhengtong.seal.inventory;

import org.jspecify.annotations.NullMarked;
