/// Invoices (发票管理, R28): whom they are made out to, one blue invoice per completed order, taken
/// back only by a red one. Uses `ordering`.
@NullMarked
package cn.biaozhengtong.caorder.invoice;

import org.jspecify.annotations.NullMarked;
