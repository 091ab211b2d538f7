package cn.biaozhengtong.identity.login;

/// How long a code lives, for those who tell the user.
public final class SmsCodeLife {
    public static final long SECONDS = SmsCodes.LIFE.toSeconds();

    private SmsCodeLife() {}
}
