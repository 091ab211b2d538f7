package cn.biaozhengtong.caorder.catalogue;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a certificate may be used for (证书权限), as codes that are stored, sold and enforced.
public enum Permission {
    login("登录"),
    sign("签章"),
    encrypt("加密"),
    decrypt("解密");

    private final String title;

    Permission(String title) {
        this.title = title;
    }

    /// As it is printed on forms: `登录、签章`.
    public static String titles(Collection<Permission> all) {
        return all.stream().sorted().map(it -> it.title).collect(Collectors.joining("、"));
    }

    /// As one column holds them: codes in the order of this enum, a comma between each.
    public static String joined(Collection<Permission> all) {
        return all.stream().distinct().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /// What a column holds; a code that we do not know permits nothing.
    public static Set<Permission> split(String codes) {
        Set<Permission> out = EnumSet.noneOf(Permission.class);
        for (String code : codes.split(",")) {
            Stream.of(values()).filter(it -> it.name().equals(code)).forEach(out::add);
        }
        return out;
    }
}
