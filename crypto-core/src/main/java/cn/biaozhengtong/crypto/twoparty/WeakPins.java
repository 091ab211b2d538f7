package cn.biaozhengtong.crypto.twoparty;

import java.util.Set;
import java.util.regex.Pattern;

/// What people choose and thieves try: five wrong PINs are allowed, and each of these is among the
/// first few hundred of published lists.
final class WeakPins {
    /// That no rule below names.
    private static final Set<String> FAVOURITES =
            Set.of(
                    "123321",
                    "112211",
                    "123654",
                    "147896",
                    "147852",
                    "159753",
                    "110120",
                    "119120",
                    "520131",
                    "5201314",
                    "1314520",
                    "131452",
                    "201314",
                    "211314",
                    "131421",
                    "131420",
                    "584520",
                    "521521",
                    "518518",
                    "168888",
                    "666888",
                    "888666",
                    "888168",
                    "168168",
                    "686868",
                    "100200",
                    "200300",
                    "007007",
                    "110119",
                    "123698",
                    "135246",
                    "246135",
                    "024680",
                    "102030",
                    "111222",
                    "12344321",
                    "11223344",
                    "88888888",
                    "314159",
                    "31415926",
                    "1234554321",
                    "112358");

    /// On a telephone's keys, in both directions.
    private static final Set<String> LINES =
            Set.of(
                    "123", "456", "789", "147", "258", "369", "159", "357", "321", "654", "987",
                    "741", "852", "963", "951", "753", "580", "085");

    private static final Pattern PAIRS = Pattern.compile("(?:(\\d)\\1)+");
    private static final Pattern TRIPLES = Pattern.compile("(?:(\\d)\\1\\1)+");
    private static final String YEAR = "(?:19|20)\\d\\d";
    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String DAY = "(?:0[1-9]|[12]\\d|3[01])";
    private static final Pattern DATE =
            Pattern.compile(
                    String.join(
                            "|",
                            YEAR + MONTH + DAY,
                            DAY + MONTH + YEAR,
                            MONTH + DAY + YEAR,
                            YEAR + MONTH,
                            MONTH + YEAR,
                            "\\d\\d" + MONTH + DAY,
                            DAY + MONTH + "\\d\\d",
                            MONTH + DAY + "\\d\\d"));

    /// Shorter parts of a number are in most PINs by chance.
    private static final int PART = 6;

    private WeakPins() {}

    static boolean isEasy(String pin) {
        return FAVOURITES.contains(pin)
                || isRepeated(pin)
                || isRun(pin, 1)
                || isRun(pin, 9)
                || pin.chars().distinct().count() < 3
                || PAIRS.matcher(pin).matches()
                || TRIPLES.matcher(pin).matches()
                || DATE.matcher(pin).matches()
                || isOfLines(pin);
    }

    /// Whether six digits in a row are also in the number, forwards or backwards.
    static boolean isPartOf(String pin, String number) {
        String digits = number.replaceAll("[^0-9]", "");
        String backwards = new StringBuilder(digits).reverse().toString();
        for (int i = 0; i + PART <= pin.length(); i++) {
            String part = pin.substring(i, i + PART);
            if (digits.contains(part) || backwards.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /// Of a part that comes at least twice, the last time perhaps cut short: 123123, 1212121.
    private static boolean isRepeated(String pin) {
        for (int period = 1; period <= pin.length() / 2; period++) {
            if (pin.startsWith(pin.substring(period))) {
                return true;
            }
        }
        return false;
    }

    /// Each digit a step after the one before, 0 after 9.
    private static boolean isRun(String pin, int step) {
        for (int i = 1; i < pin.length(); i++) {
            if ((pin.charAt(i - 1) - '0' + step) % 10 != pin.charAt(i) - '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfLines(String pin) {
        for (int i = 0; i + 3 <= pin.length(); i += 3) {
            if (!LINES.contains(pin.substring(i, i + 3))) {
                return false;
            }
        }
        return pin.length() % 3 == 0;
    }
}
