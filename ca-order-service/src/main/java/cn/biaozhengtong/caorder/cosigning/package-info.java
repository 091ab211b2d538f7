/// The server's side of two-party keys: shares, signing rounds, and the count of wrong PINs.
/// Internal only; other features and services say what is signed, this says whether it was. Uses
/// `pair`.
@NullMarked
package cn.biaozhengtong.caorder.cosigning;

import org.jspecify.annotations.NullMarked;
