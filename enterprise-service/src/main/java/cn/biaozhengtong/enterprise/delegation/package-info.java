/// What an agent may do in the enterprise's name (授权, R17): with his own certificate or a seal, at
/// named platforms, in named kinds of sessions, so many times, until a date. Uses `membership`,
/// `history` and `person`.
@NullMarked
package cn.biaozhengtong.enterprise.delegation;

import org.jspecify.annotations.NullMarked;
