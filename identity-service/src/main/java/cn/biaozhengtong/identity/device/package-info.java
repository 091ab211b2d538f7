/// The devices of an account. Uses `account`.
@NullMarked
package cn.biaozhengtong.identity.device;

import org.jspecify.annotations.NullMarked;
