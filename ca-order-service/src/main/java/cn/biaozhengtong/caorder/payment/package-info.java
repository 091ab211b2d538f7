/// Paying for an approved order (R25, R26): channels behind one port, notices verified, stored raw
/// and settled once. Uses `ordering`.
@NullMarked
package cn.biaozhengtong.caorder.payment;

import org.jspecify.annotations.NullMarked;
