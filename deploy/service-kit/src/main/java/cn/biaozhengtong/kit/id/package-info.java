/// Ids that every service speaks of, as types of their own: none is taken for another.
@NullMarked
package cn.biaozhengtong.kit.id;

import org.jspecify.annotations.NullMarked;
