package cn.biaozhengtong.identity.login;

import java.util.Map;

/// A text message by template, as carriers demand it; the parameters' names are the templates'.
public record Text(Template template, Map<String, String> parameters) {
    /// Registered at the carrier under the same wording; `${…}` are parameters.
    public enum Template {
        log_in("【标证通】登录验证码 ${code}，5 分钟内有效，请勿告知他人。"),
        set_password("【标证通】您正在设置登录密码，验证码 ${code}，5 分钟内有效，请勿告知他人。"),
        change_phone("【标证通】您正在更换登录手机号，验证码 ${code}，5 分钟内有效，请勿告知他人。"),
        delete_account("【标证通】您正在注销账号，验证码 ${code}，5 分钟内有效，请勿告知他人。"),
        regain("【标证通】您正在用本号码找回账号，验证码 ${code}，5 分钟内有效，请勿告知他人。"),
        regain_begun("【标证通】有人已刷脸申请将您的账号换绑新手机号，${until} 后生效。如非本人操作，请用本号码登录后提出异议。"),
        phone_changed("【标证通】您的账号手机号已更换为 ${phone}。如非本人操作，请立即联系我们并挂失证书。"),
        invited("【标证通】${enterprise} 邀请您加入企业，请登录标证通后在企业通知中查看。");

        private final String wording;

        Template(String wording) {
            this.wording = wording;
        }
    }

    static Text code(CodePurpose purpose, String code) {
        return new Text(Template.valueOf(purpose.name()), Map.of("code", code));
    }

    /// As it arrives.
    public String filled() {
        String text = template.wording;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("${" + parameter.getKey() + "}", parameter.getValue());
        }
        return text;
    }
}
