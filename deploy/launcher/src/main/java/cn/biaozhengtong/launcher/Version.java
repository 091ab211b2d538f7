package cn.biaozhengtong.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A version as far as floors need it: its numbers, and whether it comes before the release of
/// those numbers. What follows them (`.Final`, `_noneautotype`, `.ALL`) does not count.
record Version(List<Integer> numbers, boolean isBeforeRelease) {
    static Version of(String text) {
        List<Integer> numbers = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && Character.isDigit(rest.charAt(0))) {
            String digits = rest.replaceAll("[^0-9].*", "");
            numbers.add(Integer.valueOf(digits));
            rest = rest.substring(digits.length()).replaceFirst("^[.-](?=[0-9])", "");
        }
        String qualifier = rest.toLowerCase(Locale.ROOT).replaceFirst("^[.-]", "");
        return new Version(numbers, qualifier.matches("(alpha|beta|m|rc|cr|snapshot)[-.0-9]*"));
    }

    boolean isBelow(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int compared = Integer.compare(at(i), other.at(i));
            if (compared != 0) {
                return compared < 0;
            }
        }
        return isBeforeRelease && !other.isBeforeRelease;
    }

    private int at(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }
}
