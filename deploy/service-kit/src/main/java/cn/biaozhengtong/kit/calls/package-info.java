/// Calls from one service to another: which replica is asked.
@NullMarked
package cn.biaozhengtong.kit.calls;

import org.jspecify.annotations.NullMarked;
