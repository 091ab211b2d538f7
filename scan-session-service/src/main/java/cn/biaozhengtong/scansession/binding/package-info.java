/// Which account of a platform belongs to which enterprise and certificate (扫码绑定, R42).
@NullMarked
package cn.biaozhengtong.scansession.binding;

import org.jspecify.annotations.NullMarked;
