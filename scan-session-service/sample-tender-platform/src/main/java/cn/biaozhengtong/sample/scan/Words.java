package cn.biaozhengtong.sample.scan;

import cn.biaozhengtong.sdk.ScanException;
import java.util.Map;

/// What a user is told of a session, or of a call that did not succeed: sentences, and what to do;
/// never a code.
public final class Words {
    private static final String AGAIN = "请重新生成二维码后再试";
    private static final String ADMINISTRATOR = "请企业管理员在标证通【印章管理】中处理后再试";

    private static final Map<String, String> STATES =
            Map.of(
                    "awaiting_scan", "请用标证通 App 扫码",
                    "awaiting_approval", "已扫码，请在手机上确认",
                    "processing", "手机正在解密",
                    "completed", "已完成",
                    "refused", "已拒绝",
                    "expired", "二维码已过期",
                    "cancelled", "已取消",
                    "failed", "未完成");

    /// By the reasons of sessions, as the service's table of faults has them.
    private static final Map<String, Said> REASONS =
            Map.ofEntries(
                    Map.entry("user_refused", new Said("用户在手机上拒绝了", AGAIN)),
                    Map.entry("not_me", new Said("手机用户表示不是本人发起", "请确认是谁发起的，再重新生成二维码")),
                    Map.entry("timeout", new Said("没有在规定时间内完成", AGAIN)),
                    Map.entry(
                            "code_wrong", new Said("手机上选择的验证码与本页不一致", "请重新生成二维码，并在手机上选择本页显示的四位数字")),
                    Map.entry("wrong_pin", new Said("证书密码不正确", "请重新生成二维码，输入正确的证书密码")),
                    Map.entry("pin_locked", new Said("证书密码连续输错，证书已暂时锁定", "请在手机提示的时间之后再试")),
                    Map.entry("pin_blocked", new Said("证书密码输错次数过多", "请先在手机上办理【证书找回】")),
                    Map.entry("certificate_missing", new Said("手机上没有可用的证书", "请先在标证通中下载本平台的证书")),
                    Map.entry("revoked", new Said("证书已注销", "请在标证通中申请新的证书")),
                    Map.entry("frozen", new Said("证书已挂失", "请先在手机上解除挂失")),
                    Map.entry(
                            "enterprise_mismatch",
                            new Said("证书的企业名称或统一社会信用代码与本平台账号不一致", "请核对账号登记的企业信息")),
                    Map.entry("not_bound", new Said("证书尚未与本平台账号绑定", "请先在【登录】页扫码绑定证书")),
                    Map.entry("no_permission", new Said("没有权限", "请联系企业管理员")),
                    Map.entry("certificate_not_permitted", new Said("证书的权限不包含该操作", "请联系企业管理员")),
                    Map.entry("not_delegated", new Said("管理员未授权办理，或授权已用完、已到期", "请企业管理员在标证通中授权后再试")),
                    Map.entry("seal_missing", new Said("企业还没有该印章", ADMINISTRATOR)),
                    Map.entry("seal_stopped", new Said("该印章已停用", ADMINISTRATOR)),
                    Map.entry("seal_not_filed", new Said("该印章尚未完成备案", "请在备案完成后再试")),
                    Map.entry("seal_remade", new Said("该印章刚刚重新制作过", AGAIN)),
                    Map.entry("certificate_not_listed", new Said("该证书无权使用此印章", ADMINISTRATOR)),
                    Map.entry("document_refused", new Said("文件不能这样盖章", "请改变位置或关键字后再试；手机上写有原因")),
                    Map.entry("document_deleted", new Said("文件已到期删除", "请重新上传")),
                    Map.entry("tool_silent", new Said("投标工具没有及时准备好文件", "请保持本页打开，" + AGAIN)),
                    Map.entry("unavailable", new Said("标证通暂时没有应答", "请稍后再试")),
                    Map.entry("other_certificate", new Said("投标文件不是用该证书加密的", "请换用加密时的证书")),
                    Map.entry("cancelled", new Said("已在本页取消", "")));

    private Words() {}

    /// @param says what happened
    /// @param advice what to do, empty when nothing
    public record Said(String says, String advice) {}

    /// @param state of a session
    /// @param problem why it did not come to a good end, empty when it did
    public static Said of(String state, String problem) {
        String where = STATES.getOrDefault(state, "未完成");
        if (state.equals("completed") && !problem.isEmpty()) {
            return new Said("结果未通过核验，未被采用", AGAIN);
        }
        Said why = REASONS.get(problem);
        if (why != null) {
            return new Said(where + "：" + why.says(), why.advice());
        }
        return new Said(where, isOver(state) && !state.equals("completed") ? AGAIN : "");
    }

    public static boolean isOver(String state) {
        return !state.equals("awaiting_scan")
                && !state.equals("awaiting_approval")
                && !state.equals("processing");
    }

    /// Of one reason, such as a board shows it.
    public static String reason(String problem) {
        Said why = REASONS.get(problem);
        return why != null ? why.says() : problem.isEmpty() ? "" : "未能完成，请联系平台";
    }

    /// Why a call was refused: the service's own sentence, where it said one.
    public static String of(ScanException e) {
        String said = String.valueOf(e.getMessage()).strip();
        if (e.status() == 0 || e.status() >= 500) {
            return "标证通暂时没有应答，请稍后再试";
        }
        boolean chinese =
                said.codePoints()
                        .anyMatch(
                                c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return chinese ? said : "标证通未接受该请求，请稍后再试；仍不成功请联系平台";
    }
}
