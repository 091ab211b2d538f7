/// From an order to a certificate, and everything that certificate's keys do afterwards.
///
/// Owns catalogue, orders, reviews, payments, certificates, the server's key shares, escrow, CRL
/// and OCSP; publishes `ca-order.order` and `ca-order.certificate`. Holds secrets: its internal API
/// has no route from the gateway. Never sees a PIN and never holds a whole signing key.
@NullMarked
package cn.biaozhengtong.caorder;

import org.jspecify.annotations.NullMarked;
