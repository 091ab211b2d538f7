/// Electronic seals (电子印章) of enterprises.
///
/// Owns seals, their uses, and documents that platforms have stamped; verifies documents for
/// anybody; publishes `seal.seal`; reacts to `ca-order.certificate`, `enterprise.enterprise` and
/// `enterprise.membership`: prepares the three seals of an enterprise, stops and reviews them. Asks
/// enterprise-service, ca-order-service and identity-service. Never holds a signing key.
@NullMarked
package cn.biaozhengtong.seal;

import org.jspecify.annotations.NullMarked;
