package cn.biaozhengtong.kit.web;

import cn.biaozhengtong.crypto.Bytes;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// `@Size` of [Bytes]: how many they are. `META-INF/services` names it to the validator.
public final class SizeOfBytes implements ConstraintValidator<Size, Bytes> {
    private int min;
    private int max;

    @Override
    public void initialize(Size size) {
        min = size.min();
        max = size.max();
    }

    @Override
    public boolean isValid(@Nullable Bytes value, @Nullable ConstraintValidatorContext context) {
        return value == null || value.length() >= min && value.length() <= max;
    }
}
