/// What operators may do with accounts: find one, look at it, freeze it and lift the freeze. Uses
/// `account`, `device` and `login`.
@NullMarked
package cn.biaozhengtong.identity.operations;

import org.jspecify.annotations.NullMarked;
