/// Refusals as RFC 9457 problem documents, in Chinese or English by `Accept-Language`.
@NullMarked
package cn.biaozhengtong.kit.problem;

import org.jspecify.annotations.NullMarked;
