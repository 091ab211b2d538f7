/// Somebody says that an enterprise is his, claimed by one who may not act for it (认领争议): stated
/// with evidence, decided by operators. Uses `person`.
@NullMarked
package cn.biaozhengtong.enterprise.dispute;

import org.jspecify.annotations.NullMarked;
