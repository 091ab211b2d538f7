/// The two certificates (证书) of a holder, signing and encryption, with their state, and the keys
/// that are used through them. Uses `catalogue`, `ordering`, `authority` and `cosigning`.
@NullMarked
package cn.biaozhengtong.caorder.pair;

import org.jspecify.annotations.NullMarked;
