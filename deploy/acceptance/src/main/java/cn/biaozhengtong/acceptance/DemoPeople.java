package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.twoparty.Pin;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Made-up people and enterprises whose numbers satisfy every check.
final class DemoPeople {
    private static final String USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String[] FAMILY = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};
    private static final String[] GIVEN = {
        "伟", "芳", "秀英", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰"
    };

    private final Random random;

    DemoPeople(long seed) {
        this.random = new Random(seed);
    }

    /// For somebody else.
    long seed() {
        return random.nextLong();
    }

    String phone() {
        return drawn(() -> "13" + digits(9));
    }

    /// The next number of which the PINs of demo people are no part: the phone refuses such.
    private static String drawn(Supplier<String> numbers) {
        while (true) {
            String number = numbers.get();
            try {
                Pin.chosen(Bidder.PIN, List.of(number));
                Pin.chosen(Bidder.OTHER_PIN, List.of(number));
                return number;
            } catch (IllegalArgumentException e) {
                // One in some thousands.
            }
        }
    }

    String name() {
        return FAMILY[random.nextInt(FAMILY.length)] + GIVEN[random.nextInt(GIVEN.length)];
    }

    /// GB 11643, of somebody born in the eighties.
    String idNumber() {
        return drawn(this::anyIdNumber);
    }

    private String anyIdNumber() {
        String body =
                "210302198"
                        + random.nextInt(10)
                        + "%02d".formatted(1 + random.nextInt(12))
                        + "%02d".formatted(1 + random.nextInt(28))
                        + digits(3);
        int sum = 0;
        for (int i = 0; i < ID_WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    /// Luhn.
    String card() {
        return drawn(this::anyCard);
    }

    private String anyCard() {
        String body = "622202" + digits(12);
        for (char check = '0'; check <= '9'; check++) {
            if (luhn(body + check) == 0) {
                return body + check;
            }
        }
        throw new IllegalStateException("one of ten digits satisfies Luhn");
    }

    /// GB 32100.
    String uscc() {
        return drawn(this::anyUscc);
    }

    private String anyUscc() {
        StringBuilder body = new StringBuilder("91210300");
        for (int i = 0; i < 9; i++) {
            body.append(USCC.charAt(random.nextInt(USCC.length())));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += USCC.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body.append(USCC.charAt((31 - sum % 31) % 31)).toString();
    }

    String enterprise() {
        return "鞍山" + digits(6) + "机械设备有限公司";
    }

    private String digits(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(random.nextInt(10));
        }
        return out.toString();
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10;
    }
}
