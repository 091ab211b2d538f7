/// Real-name verification (实名认证) by three methods behind one port. Uses `account`, and `login` for
/// the role that opens the rest of the suite.
@NullMarked
package cn.biaozhengtong.identity.verification;

import org.jspecify.annotations.NullMarked;
