/// The platform's own accounts.
@NullMarked
package cn.biaozhengtong.sample.account;

import org.jspecify.annotations.NullMarked;
