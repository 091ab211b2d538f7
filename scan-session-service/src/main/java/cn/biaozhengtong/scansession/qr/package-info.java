/// How a phone comes into a session and its browser out of it: which codes and links are ours, how
/// they are shown, who may show them. Uses `session` and `waiting`.
@NullMarked
package cn.biaozhengtong.scansession.qr;

import org.jspecify.annotations.NullMarked;
