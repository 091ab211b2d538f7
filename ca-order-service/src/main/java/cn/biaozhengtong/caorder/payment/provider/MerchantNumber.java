package cn.biaozhengtong.caorder.payment.provider;

import java.math.BigDecimal;
import java.util.UUID;

/// Our ids and amounts as channels write them: merchant numbers have at most 32 characters and no
/// dashes, Alipay counts in yuan.
public final class MerchantNumber {
    private MerchantNumber() {}

    public static String of(UUID id) {
        return id.toString().replace("-", "");
    }

    /// @throws IllegalArgumentException when it is not one of ours
    public static UUID parse(String number) {
        if (!number.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not one of our merchant numbers");
        }
        return UUID.fromString(
                number.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    public static boolean isOurs(String number) {
        return number.matches("[0-9a-f]{32}");
    }

    public static String yuan(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /// @throws ArithmeticException when it has parts of a 分
    public static long cents(String yuan) {
        return new BigDecimal(yuan.strip()).movePointRight(2).longValueExact();
    }
}
