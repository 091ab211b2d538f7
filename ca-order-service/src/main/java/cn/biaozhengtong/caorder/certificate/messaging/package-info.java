/// What certificates hear from other services.
@org.jspecify.annotations.NullMarked
package cn.biaozhengtong.caorder.certificate.messaging;
