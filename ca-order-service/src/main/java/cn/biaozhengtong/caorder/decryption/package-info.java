/// Split decryption of wrapped keys: authorised with the PIN, answered point by point, never whole.
@NullMarked
package cn.biaozhengtong.caorder.decryption;

import org.jspecify.annotations.NullMarked;
