/// Recovery (找回, R32): the holder's identity, proved for it on the device in his hands, brings a
/// new signing key and the same encryption keys there. Stopped by PIN or presence, contested before
/// two operators. Uses `pair`, `issuance`, `standing`, `cosigning`, `escrow`, `authority`,
/// `operatorkey` and `review`.
@NullMarked
package cn.biaozhengtong.caorder.recovery;

import org.jspecify.annotations.NullMarked;
