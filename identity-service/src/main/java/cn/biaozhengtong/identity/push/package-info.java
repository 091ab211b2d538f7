/// Pushes to phones that are not open: the title of a message, never what it says, since lock
/// screens are read by others. Uses `account` and `device`.
@NullMarked
package cn.biaozhengtong.identity.push;

import org.jspecify.annotations.NullMarked;
