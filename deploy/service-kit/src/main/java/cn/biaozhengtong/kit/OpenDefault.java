package cn.biaozhengtong.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A default that is handy where a suite is tried out and too little for one that people rely on:
/// in the profile `production` a service that would use it does not start.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OpenDefault {
    /// What it leaves open, and what to configure instead; a part of a sentence.
    String value();
}
