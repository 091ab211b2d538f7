/// Tells people that an enterprise invites them (R16): by text message, and in the box 企业通知 at once
/// or when they register. Uses `account`, `login` for text messages, and `message`.
@NullMarked
package cn.biaozhengtong.identity.invitation;

import org.jspecify.annotations.NullMarked;
