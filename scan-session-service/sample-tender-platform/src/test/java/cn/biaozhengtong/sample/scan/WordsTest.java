package cn.biaozhengtong.sample.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// No user is shown a code.
class WordsTest {
    private static final Path FAULTS = Path.of("../src/contract/faults.md");

    @Test
    void everyReasonOfTheService_isSaidInWords() throws IOException {
        List<String> reasons =
                Files.readAllLines(FAULTS).stream()
                        .filter(it -> it.matches("\\| [a-z_]+ \\| [a-z]+ \\|"))
                        .map(it -> it.split(" ")[1])
                        .collect(Collectors.toList());
        assertThat(reasons).hasSizeGreaterThan(50);
        for (String state : List.of("refused", "expired", "cancelled", "failed", "new_state")) {
            for (String reason : reasons) {
                Words.Said it = Words.of(state, reason);
                assertThat(it.says() + it.advice() + Words.reason(reason))
                        .doesNotContainPattern("[a-z]_[a-z]");
                assertThat(it.says()).isNotEmpty();
                assertThat(Words.reason(reason)).isNotEmpty();
            }
        }
    }

    @Test
    void whatToDo_isSaid_whenASessionFailed() {
        assertThat(Words.of("expired", "timeout").says()).isEqualTo("二维码已过期：没有在规定时间内完成");
        assertThat(Words.of("expired", "timeout").advice()).contains("重新生成二维码");
        assertThat(Words.of("failed", "").advice()).contains("重新生成二维码");
        assertThat(Words.of("completed", "").advice()).isEmpty();
        assertThat(Words.of("completed", "bad_signature").says()).contains("未被采用");
        assertThat(Words.of("awaiting_approval", "").says()).isEqualTo("已扫码，请在手机上确认");
    }
}
