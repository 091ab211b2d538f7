/// Who keeps certificates and signs with them together with a phone, behind one port; and for which
/// kinds of sessions a certificate was sold. Uses `session`.
@NullMarked
package cn.biaozhengtong.scansession.certificates;

import org.jspecify.annotations.NullMarked;
