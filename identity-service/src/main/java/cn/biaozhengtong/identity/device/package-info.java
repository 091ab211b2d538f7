/// The devices of an account and their logins. Uses `account`.
@NullMarked
package cn.biaozhengtong.identity.device;

import org.jspecify.annotations.NullMarked;
