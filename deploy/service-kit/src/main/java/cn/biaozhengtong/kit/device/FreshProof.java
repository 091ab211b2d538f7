package cn.biaozhengtong.kit.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller or a method of it that is most dangerous: the device's proof, which every change
/// needs, must also carry a nonce that this service gave to this key in the last minutes and that
/// was not used before. So a proof that was made beforehand, or elsewhere, is worth nothing.
///
/// Without one the answer is 401 `device-proof/nonce-needed` with the nonce in `DPoP-Nonce`. A
/// method that only reads needs a proof too when it has this.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshProof {}
