package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.seal.life.SealFiling;
import org.jspecify.annotations.Nullable;

/// What an administrator is told of a filing that is not as it should be: who acts, and what to do.
public enum FilingNotice {
    waits(
            Problem.Actor.wait,
            "印章正在备案，备案完成后即可使用；备案系统未答复时会自动重新报送，无需操作",
            "The seal waits to be filed and can be used as soon as it is. Where the filing system does"
                    + " not answer it is asked again; nothing need be done"),
    refused(
            Problem.Actor.user,
            "备案机关未予备案。请按其意见处理：重新制作印章，或在问题解决后重新提交备案",
            "The filing system refused. See to what it says: make the seal anew, or file it again when"
                    + " the cause is gone");

    private final Problem.Actor actor;
    private final String zh;
    private final String en;

    FilingNotice(Problem.Actor actor, String zh, String en) {
        this.actor = actor;
        this.zh = zh;
        this.en = en;
    }

    /// @param actor who acts
    /// @param zh what to do, in Chinese
    /// @param en the same, in English
    public record Text(Problem.Actor actor, String zh, String en) {}

    /// Null when all is well, or when there is no filing system.
    static @Nullable Text of(SealFiling filing) {
        return switch (filing.state()) {
            case refused -> refused.text();
            case waiting -> filing.inForce() ? null : waits.text();
            case not_configured, filed -> null;
        };
    }

    private Text text() {
        return new Text(actor, zh, en);
    }
}
