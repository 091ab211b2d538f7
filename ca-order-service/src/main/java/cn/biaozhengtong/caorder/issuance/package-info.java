/// Download, which is issuance: key, proof of possession, certificates, confirmation. Uses
/// `ordering`, `review`, `catalogue`, `payment`, `authority`, `cosigning`, `escrow`, `pair` and
/// `standing`.
@NullMarked
package cn.biaozhengtong.caorder.issuance;

import org.jspecify.annotations.NullMarked;
