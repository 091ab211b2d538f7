package cn.biaozhengtong.kit.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A controller whose operations stand among those of another in the contract: how many controllers
/// answer is no matter of whoever calls.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DocumentedWith {
    /// The controller after which its operations are named, too.
    Class<?> value();
}
