package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of money on its way back.
public enum RefundState implements StateMachine<RefundState> {
    /// 退款中: its channel is asked until it answers.
    requested,
    /// 已退款: the payer has it.
    done,
    /// 渠道拒绝，人工处理中: an operator may ask again.
    refused;

    @Override
    public Set<RefundState> next() {
        return switch (this) {
            case requested -> EnumSet.of(done, refused);
            case refused -> EnumSet.of(requested);
            case done -> EnumSet.noneOf(RefundState.class);
        };
    }
}
