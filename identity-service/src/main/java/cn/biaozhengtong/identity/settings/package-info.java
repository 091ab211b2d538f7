/// Settings (设置): the login password and the number that one logs in with (R7). Uses `login`,
/// `account`, `message` and asks `verification` when the old number is lost.
@NullMarked
package cn.biaozhengtong.identity.settings;

import org.jspecify.annotations.NullMarked;
