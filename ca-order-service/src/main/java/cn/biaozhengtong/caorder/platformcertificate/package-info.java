/// Encryption certificates of tender platforms. Uses `catalogue`, `authority` and `pair`.
@NullMarked
package cn.biaozhengtong.caorder.platformcertificate;

import org.jspecify.annotations.NullMarked;
