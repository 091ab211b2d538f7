/// One scan session: opened by a platform, scanned, shown, approved with PIN, told. Uses
/// `relyingparty` and `tender`.
@NullMarked
package cn.biaozhengtong.scansession.session;

import org.jspecify.annotations.NullMarked;
