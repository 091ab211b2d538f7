package cn.biaozhengtong.kit.text;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of an enterprise, a person, a device, a title: letters and digits of any script, the
/// punctuation that names have (`·`, brackets and their like), single spaces between words. Nothing
/// that nobody sees: no control, format, surrogate, private or unassigned character (Cc, Cf, Cs,
/// Co, Cn), no line or paragraph separator (Zl, Zp), no filler and no variation selector. So
/// whoever reads a name, a reviewer above all, sees all of it, and it fits into a certificate and a
/// form.
///
/// Whether it may be absent or empty, and how long, other constraints say.
@Documented
@Constraint(validatedBy = NameValidator.class)
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.RECORD_COMPONENT,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
    String message() default "must be a name: letters, digits, usual punctuation, single spaces";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
