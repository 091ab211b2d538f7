package cn.biaozhengtong.caorder.held.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// As many signatures as a session may need are asked for in one round.
class LargestRoundTest {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static boolean isTaken(int count) {
        List<byte[]> each = Collections.nCopies(count, new byte[64]);
        UUID somebody = UUID.randomUUID();
        return VALIDATOR
                .validate(
                        new CosigningController.OpenRequest(
                                somebody, somebody, "scan:1", each, each))
                .isEmpty();
    }

    @Test
    void contextListAndFiveHundredDocuments_areOneRound() {
        assertThat(isTaken(SessionSignatures.MAX + 2)).isTrue();
    }

    @Test
    void more_isRefused() {
        assertThat(isTaken(ServerShare.MAX_BATCH + 1)).isFalse();
    }
}
