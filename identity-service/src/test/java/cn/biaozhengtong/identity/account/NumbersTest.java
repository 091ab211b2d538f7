package cn.biaozhengtong.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.kit.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R5: what counts as a phone number, an identity number, a card.
class NumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"13812345678", "+86 138 1234 5678", "0086-138-1234-5678"})
    void phone_manyForms_oneCanonicalNumber(String text) {
        assertThat(PhoneNumber.parse(text).digits()).isEqualTo("13812345678");
        assertThat(PhoneNumber.parse(text)).hasToString("138****5678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12812345678", "1381234567", "138123456789", "１３８１２３４５６７８x"})
    void phone_others_areRefused(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", " 440524188001010014"})
    void idNumber_standardsExamples_checkOut(String text) {
        if (text.contains("1880")) {
            // GB 11643's own example is of somebody too old to live.
            assertThatThrownBy(() -> IdNumber.parse(text)).isInstanceOf(ProblemException.class);
        } else {
            assertThat(IdNumber.parse(text).value()).isEqualTo("11010519491231002X");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"110105194912310021", "11010519491331002X", "abc", "011010519491231002"})
    void idNumber_wrongCheckOrDate_isRefused(String text) {
        assertThatThrownBy(() -> IdNumber.parse(text)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111112", "411111111111", "41111111111111111111", "x"})
    void card_wrongLuhnOrLength_isRefused(String text) {
        assertThatThrownBy(() -> BankCard.parse(text)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111"})
    void card_right_isMaskedWhenPrinted(String text) {
        assertThat(BankCard.parse(text)).hasToString("*1111");
    }
}
