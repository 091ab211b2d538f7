/// Which account of a platform belongs to which enterprise and certificate (扫码绑定, R42). Uses
/// `membership`.
@NullMarked
package cn.biaozhengtong.scansession.binding;

import org.jspecify.annotations.NullMarked;
