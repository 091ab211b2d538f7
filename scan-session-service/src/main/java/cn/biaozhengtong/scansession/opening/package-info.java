/// An opening (开标) while bidders decrypt: whose turn it is, which keys a phone handed over, and on
/// the board who has opened, who failed, and whose fault that is (R46). Uses `session`,
/// `certificates`, `waiting`, `tender` and `relyingparty`.
@NullMarked
package cn.biaozhengtong.scansession.opening;

import org.jspecify.annotations.NullMarked;
