package cn.biaozhengtong.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Bytes;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SizeOfBytesTest {
    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

    private final Validator validator = FACTORY.getValidator();

    record Wish(
            @NotNull @Size(min = 2, max = 4) Bytes one,
            @Size(max = 2) List<@NotNull @Size(max = 3) Bytes> more,
            @Size(max = 5) String text) {}

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    private static Bytes bytes(int length) {
        return Bytes.of(new byte[length]);
    }

    private List<String> refused(Bytes one, Bytes... more) {
        return validator.validate(new Wish(one, Arrays.asList(more), "short")).stream()
                .map(it -> it.getPropertyPath() + " " + it.getMessage())
                .sorted()
                .toList();
    }

    @Test
    void soMany_areTaken() {
        assertThat(
                        Stream.of(2, 3, 4)
                                .flatMap(it -> refused(bytes(it), bytes(0), bytes(3)).stream()))
                .isEmpty();
    }

    @Test
    void tooFewTooManyOrNone_areRefused() {
        assertThat(refused(bytes(1))).containsExactly("one size must be between 2 and 4");
        assertThat(refused(bytes(5))).containsExactly("one size must be between 2 and 4");
        assertThat(refused(null)).containsExactly("one must not be null");
        assertThat(refused(bytes(2), bytes(4), null))
                .containsExactly(
                        "more[0].<list element> size must be between 0 and 3",
                        "more[1].<list element> must not be null");
    }

    @Test
    void sizesOfOthers_areJudgedAsBefore() {
        assertThat(validator.validate(new Wish(bytes(2), List.of(), "too long"))).hasSize(1);
        assertThat(refused(bytes(2), bytes(1), bytes(1), bytes(1))).hasSize(1);
    }
}
