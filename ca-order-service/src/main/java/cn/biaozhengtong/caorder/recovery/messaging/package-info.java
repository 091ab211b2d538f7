/// What recoveries hear from other services.
@org.jspecify.annotations.NullMarked
package cn.biaozhengtong.caorder.recovery.messaging;
