/// Electronic seals (电子印章) of enterprises.
///
/// Owns seals; publishes `seal.seal`; reacts to `ca-order.certificate` by preparing the three seals
/// of an enterprise. Never holds a signing key of a user.
@NullMarked
package cn.biaozhengtong.seal;

import org.jspecify.annotations.NullMarked;
