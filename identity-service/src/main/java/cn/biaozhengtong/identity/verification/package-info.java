/// Real-name verification (实名认证) by three methods behind one port: for an account, a card, or for
/// one act of one device, which spends it once. Uses `account`, `message`, and `login` for the role
/// that opens the rest of the suite.
@NullMarked
package cn.biaozhengtong.identity.verification;

import org.jspecify.annotations.NullMarked;
