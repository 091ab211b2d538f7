package cn.biaozhengtong.crypto.twoparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Item 18: what a thief tries first is no PIN.
class PinTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "111111",
                "0000000000",
                "123456",
                "654321",
                "890123",
                "321098",
                "0123456789",
                "112233",
                "998877",
                "77665544",
                "111222",
                "777888999",
                "123123",
                "121212",
                "12121212",
                "1231231",
                "456456",
                "010010",
                "520131",
                "5201314",
                "1314520",
                "123321",
                "19900101",
                "01011990",
                "12311999",
                "900101",
                "311290",
                "123190",
                "199001",
                "201412",
                "147258",
                "258369",
                "159357",
                "741852",
                "789456",
                "456789",
                "147147",
                "369258147",
                "168168",
                "666888",
                "110120",
                "147852",
                "223322",
                "515151"
            })
    void item18_easyOnes_areRefused(String easy) {
        assertThatThrownBy(() -> Pin.chosen(easy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too easy");
        // It may have been chosen before the rule was.
        assertThat(Pin.typed(easy)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"135790", "864209", "246802", "739164", "482715", "90417263", "5038174629"})
    void item18_othersAreTaken(String good) {
        assertThat(Pin.chosen(good)).isNotNull();
    }

    @Test
    void item18_theUsersOwnNumbers_areRefused_inWholeAndInPart() {
        List<String> own = List.of("+86 138-0419-7263", "21030219870412467X", "91210300MA0X47R81G");
        refused("041972", own);
        refused("362791", own);
        refused("5804197", own);
        refused("124670", List.of("21030219870412467X", "412467012"));
        assertThat(Pin.chosen("482715", own)).isNotNull();
    }

    private static void refused(String pin, List<String> own) {
        assertThatThrownBy(() -> Pin.chosen(pin, own)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void item18_notTooManyAreRefused() {
        int refused = 0;
        for (int i = 0; i < 1_000_000; i++) {
            refused += WeakPins.isEasy(String.format("%06d", i)) ? 1 : 0;
        }
        // Dates are most of them.
        assertThat(refused).isBetween(50_000, 150_000);
    }
}
