/// The two certificates (证书) of a holder, signing and encryption: born of an order or a recovery,
/// their state, what others are told of it. Uses `catalogue`, `ordering`, `hold` and `authority`.
@NullMarked
package cn.biaozhengtong.caorder.pair;

import org.jspecify.annotations.NullMarked;
