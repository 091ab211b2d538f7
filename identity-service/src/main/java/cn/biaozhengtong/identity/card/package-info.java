/// Bank cards (银行卡管理, R6): added by the four elements of the verified person, listed, removed. Uses
/// `account` and `verification`.
@NullMarked
package cn.biaozhengtong.identity.card;

import org.jspecify.annotations.NullMarked;
