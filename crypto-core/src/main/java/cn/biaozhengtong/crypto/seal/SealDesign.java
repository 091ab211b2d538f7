package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.util.List;

/// What is to be drawn.
///
/// @param name of the enterprise (or the person), 2 to 60 characters
/// @param purpose such as 合同专用章; for the invoice seal the tax number; else empty
/// @param code at the bottom, digits and letters, or empty
/// @param colour `#RRGGBB`
public record SealDesign(Kind kind, String name, String purpose, String code, String colour) {
    /// The red of seals.
    public static final String RED = "#E60012";

    private static final int MAX_NAME = 60;
    private static final int MAX_CODE = 20;

    /// The shapes of seals and their sizes on paper.
    public enum Kind {
        /// Round, 40 mm, 42 for a 股份公司; star and bottom code.
        enterprise,
        /// Round, 38 mm; star, purpose below it (合同专用章, 财务专用章, 投标专用章).
        special,
        /// Oval, 45×30 mm, for foreign-invested enterprises.
        foreign_invested,
        /// Oval, 40×30 mm: name, tax number, 发票专用章.
        invoice,
        /// Square, 18 mm, 20 from five characters.
        legal_person
    }

    public SealDesign {
        boolean sane =
                name.length() >= 2
                        && name.length() <= MAX_NAME
                        && name.codePoints().noneMatch(Character::isISOControl)
                        && purpose.length() <= MAX_CODE
                        && code.matches("[0-9A-Za-z]{0," + MAX_CODE + "}")
                        && colour.matches("#[0-9A-Fa-f]{6}")
                        && (kind != Kind.special || !purpose.isBlank())
                        && (kind != Kind.invoice || purpose.matches("[0-9A-Z]{15,20}"))
                        && (kind != Kind.legal_person || name.length() <= 9);
        if (!sane) {
            throw new CryptoException(Reason.malformed);
        }
    }

    public static SealDesign enterprise(String name, String code) {
        return new SealDesign(Kind.enterprise, name, "", code, RED);
    }

    public static SealDesign special(String name, String purpose, String code) {
        return new SealDesign(Kind.special, name, purpose, code, RED);
    }

    /// Width on paper in millimetres.
    public int width() {
        return switch (kind) {
            case enterprise -> name.contains("股份") ? 42 : 40;
            case special -> 38;
            case foreign_invested -> 45;
            case invoice -> 40;
            case legal_person -> name.length() > 4 ? 20 : 18;
        };
    }

    /// Height on paper in millimetres.
    public int height() {
        return kind == Kind.foreign_invested || kind == Kind.invoice ? 30 : width();
    }

    List<String> texts() {
        return List.of(name, purpose, code);
    }
}
