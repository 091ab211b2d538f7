/// What happened to an enterprise and its people (变更记录), for its administrator. Uses nothing.
@NullMarked
package cn.biaozhengtong.enterprise.history;

import org.jspecify.annotations.NullMarked;
