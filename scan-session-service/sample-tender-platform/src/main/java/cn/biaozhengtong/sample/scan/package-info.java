/// Scan sessions that this platform opened, what became of them, and the words for it. Uses
/// `account` and `web`.
@NullMarked
package cn.biaozhengtong.sample.scan;

import org.jspecify.annotations.NullMarked;
