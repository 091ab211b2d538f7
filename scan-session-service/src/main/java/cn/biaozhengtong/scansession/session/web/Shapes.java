package cn.biaozhengtong.scansession.session.web;

/// What may stand in requests. Texts carry no control, line or direction characters, so that what
/// is shown is what was sent.
public final class Shapes {
    public static final String TEXT = "[^\\p{C}\\p{Zl}\\p{Zp}]*";

    /// Of a certificate, in hexadecimal.
    public static final String SERIAL = "[1-9a-f][0-9a-f]{0,39}";

    private Shapes() {}
}
