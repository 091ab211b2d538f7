/// An outside CA in place of the built-in one, by CMP (RFC 9810).
@org.jspecify.annotations.NullMarked
package cn.biaozhengtong.caorder.authority.provider.cmp;
