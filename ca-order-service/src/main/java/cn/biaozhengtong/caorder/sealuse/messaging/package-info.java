/// What the log hears of uses of seals.
@org.jspecify.annotations.NullMarked
package cn.biaozhengtong.caorder.sealuse.messaging;
