package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of login. A wrong code, a used one and an expired one look alike.
public enum LoginProblem implements Problem {
    code_wrong(ProblemCategory.unauthenticated, Actor.user, "验证码错误或已失效", "Wrong or expired code"),
    code_too_soon(ProblemCategory.limited, Actor.wait, "请稍后再获取验证码", "Ask again later"),
    too_many_guesses(
            ProblemCategory.limited,
            Actor.wait,
            "错误次数过多，请 30 分钟后再试，或在常用手机上登录",
            "Too many wrong attempts; wait half an hour or use a phone that was logged in before"),
    password_wrong(
            ProblemCategory.unauthenticated, Actor.user, "手机号或密码错误", "Wrong phone or password"),
    password_weak(
            ProblemCategory.invalid,
            Actor.user,
            "密码须为 8 至 64 位，同时包含字母和数字，且不能过于常见",
            "8 to 64 characters with letters and digits, not a common one"),
    one_tap_refused(
            ProblemCategory.unauthenticated,
            Actor.user,
            "本机号码校验失败，请使用验证码登录",
            "The carrier does not confirm the number; log in by code"),
    sms_unavailable(
            ProblemCategory.unavailable, Actor.wait, "短信暂时无法发送", "Text messages cannot be sent"),
    sms_not_configured(
            ProblemCategory.refused,
            Actor.user,
            "短信服务尚未开通，请联系客服",
            "Text messages are not set up here; ask the service desk"),
    carrier_not_configured(
            ProblemCategory.refused,
            Actor.user,
            "一键登录尚未开通，请使用验证码登录",
            "Login by the SIM's number is not set up here; log in by code"),
    carrier_unavailable(
            ProblemCategory.unavailable,
            Actor.user,
            "一键登录暂时不可用，请使用验证码登录",
            "The carrier cannot be asked; log in by code"),
    refresh_refused(ProblemCategory.unauthenticated, Actor.user, "登录已失效，请重新登录", "Log in again"),
    refreshed_too_often(
            ProblemCategory.limited,
            Actor.wait,
            "登录续期过于频繁，请稍后再试",
            "The login is renewed too often; try again later"),
    issuer_unavailable(
            ProblemCategory.unavailable, Actor.wait, "登录服务暂时不可用", "Login is unavailable");

    private final ProblemFacts facts;

    LoginProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
