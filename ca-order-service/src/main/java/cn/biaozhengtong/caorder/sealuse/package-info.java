/// Uses of seals (用印), and their being taken back, as entries of the transparency log: seal-service
/// keeps what was recorded, nobody can add, change or take away one unseen. Uses `authority` and
/// `pair`.
@NullMarked
package cn.biaozhengtong.caorder.sealuse;

import org.jspecify.annotations.NullMarked;
