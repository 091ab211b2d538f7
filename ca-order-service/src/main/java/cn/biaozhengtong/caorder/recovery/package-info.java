/// Recovery (找回, R32): the holder's identity proved anew brings a new signing key and the same
/// encryption keys to the device in his hands.
@NullMarked
package cn.biaozhengtong.caorder.recovery;

import org.jspecify.annotations.NullMarked;
