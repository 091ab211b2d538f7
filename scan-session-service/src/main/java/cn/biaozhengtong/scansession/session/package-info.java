/// One scan session: opened by a platform, scanned, shown, approved with PIN, told. Uses
/// `relyingparty`, `membership`, `sealing` and `tender`.
@NullMarked
package cn.biaozhengtong.scansession.session;

import org.jspecify.annotations.NullMarked;
