/// What certificates in force hear from other services.
@org.jspecify.annotations.NullMarked
package cn.biaozhengtong.caorder.standing.messaging;
