/// Platforms and what each sells: certificate type, permissions, validity, price (R19).
@NullMarked
package cn.biaozhengtong.caorder.catalogue;

import org.jspecify.annotations.NullMarked;
