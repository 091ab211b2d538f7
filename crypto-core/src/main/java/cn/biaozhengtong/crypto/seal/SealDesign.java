package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is to be drawn. Lengths are in characters as people count them, those beyond the basic
/// plane (𠮷) too.
///
/// @param name of the enterprise, 2 to 60 characters; or of the person, 1 to 20, Latin to 40
/// @param latin its Latin name, for the oval of foreign-invested enterprises, to 100; or empty
/// @param purpose such as 合同专用章, or any name of a business seal's own, to 20; for the invoice seal
///   the tax number, 15 to 20; else empty. A number at its end is taken off.
/// @param number of several such seals, shown as （1） below; 0 for the only one
/// @param code at the bottom, digits and letters, to 20, or empty
/// @param colour `#RRGGBB`
public record SealDesign(
        Kind kind,
        String name,
        String latin,
        String purpose,
        int number,
        String code,
        String colour) {
    /// The red of seals.
    public static final String RED = "#E60012";

    private static final int MAX_NAME = 60;
    private static final int MAX_PERSON = 20;
    private static final int MAX_LATIN_PERSON = 40;
    private static final int MAX_LATIN = 100;
    private static final int MAX_CODE = 20;
    private static final int MAX_NUMBER = 999;

    /// A person's seal is 18 mm to this many characters, 20 from there.
    private static final int SHORT_PERSON = 4;

    private static final Pattern ACCENTED = Pattern.compile("\\P{M}\\p{M}+");
    private static final Pattern NUMBERED = Pattern.compile("(.+?)\\s*[（(]([1-9]\\d{0,2})[）)]");

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
        name = composed(name);
        latin = composed(latin);
        Matcher numbered = NUMBERED.matcher(purpose);
        if (number == 0 && kind != Kind.invoice && numbered.matches()) {
            purpose = numbered.group(1);
            number = Integer.parseInt(numbered.group(2));
        }
        int length = length(name);
        boolean sane =
                !name.isBlank()
                        && isNameOfLength(kind, name, length)
                        && length(latin) <= MAX_LATIN
                        && length(purpose) <= MAX_CODE
                        && List.of(name, latin, purpose).stream().allMatch(SealDesign::isText)
                        && code.matches("[0-9A-Za-z]{0," + MAX_CODE + "}")
                        && colour.matches("#[0-9A-Fa-f]{6}");
        if (!sane || !isPurposeOf(kind, purpose) || !isExtraOf(kind, latin, number)) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// A letter and its accents become one character, which fonts draw; everything else stays as it
    /// is, since a name's own form of an ideograph must not become another.
    private static String composed(String text) {
        return ACCENTED.matcher(text)
                .replaceAll(it ->
                        Matcher.quoteReplacement(
                                Normalizer.normalize(it.group(), Normalizer.Form.NFC)));
    }

    private static boolean isNameOfLength(Kind kind, String name, int length) {
        if (kind == Kind.legal_person) {
            return length <= (isChinese(name) ? MAX_PERSON : MAX_LATIN_PERSON);
        }
        return length >= 2 && length <= MAX_NAME;
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isPurposeOf(Kind kind, String purpose) {
        return switch (kind) {
            case special -> !purpose.isBlank();
            case invoice -> purpose.matches("[0-9A-Z]{15,20}");
            case legal_person -> purpose.isEmpty();
            case enterprise, foreign_invested -> true;
        };
    }

    private static boolean isExtraOf(Kind kind, String latin, int number) {
        boolean counted = kind == Kind.special || kind == Kind.invoice;
        return number >= 0
                && number <= (counted ? MAX_NUMBER : 0)
                && (latin.isEmpty() || kind == Kind.foreign_invested && !latin.isBlank());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Without a Latin name, of one seal alone.
    public SealDesign(Kind kind, String name, String purpose, String code, String colour) {
        this(kind, name, "", purpose, 0, code, colour);
    }

    public static SealDesign enterprise(String name, String code) {
        return new SealDesign(Kind.enterprise, name, "", code, RED);
    }

    /// @param purpose may end with its number, as in 合同专用章（1）
    public static SealDesign special(String name, String purpose, String code) {
        return new SealDesign(Kind.special, name, purpose, code, RED);
    }

    /// @param latin or empty
    public static SealDesign foreignInvested(String name, String latin, String code) {
        return new SealDesign(Kind.foreign_invested, name, latin, "", 0, code, RED);
    }

    /// @param number of several such seals, or 0
    public static SealDesign invoice(String name, String taxNumber, int number) {
        return new SealDesign(Kind.invoice, name, "", taxNumber, number, "", RED);
    }

    public static SealDesign legalPerson(String name) {
        return new SealDesign(Kind.legal_person, name, "", "", RED);
    }

    /// Width on paper in millimetres.
    public int width() {
        return switch (kind) {
            case enterprise -> isStockCompany(name) ? 42 : 40;
            case special -> 38;
            case foreign_invested -> 45;
            case invoice -> 40;
            case legal_person -> length(name) > SHORT_PERSON ? 20 : 18;
        };
    }

    /// By its legal form, which ends the name; 股份 may stand in anybody's.
    private static boolean isStockCompany(String name) {
        return name.endsWith("股份有限公司") || name.endsWith("股份公司");
    }

    /// Height on paper in millimetres.
    public int height() {
        return kind == Kind.foreign_invested || kind == Kind.invoice ? 30 : width();
    }

    static boolean isChinese(String text) {
        return text.codePoints()
                .anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN);
    }
}
