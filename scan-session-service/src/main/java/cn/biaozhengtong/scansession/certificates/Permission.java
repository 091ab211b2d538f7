package cn.biaozhengtong.scansession.certificates;

import cn.biaozhengtong.scansession.session.SessionKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// What a certificate may be used for (证书权限), by the codes of the catalogue.
public enum Permission {
    login,
    sign,
    encrypt,
    decrypt;

    /// What a session of that kind needs.
    public static Permission neededFor(SessionKind kind) {
        return switch (kind) {
            case bind, login, authenticate -> login;
            case sign, seal -> sign;
            case encrypt -> encrypt;
            case decrypt -> decrypt;
        };
    }

    /// Codes that are not here permit nothing.
    public static Set<Permission> of(Collection<String> codes) {
        Set<Permission> out = EnumSet.noneOf(Permission.class);
        Stream.of(values()).filter(it -> codes.contains(it.name())).forEach(out::add);
        return out;
    }
}
