package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of money on its way back.
public enum RefundState implements State<RefundState> {
    /// 退款中: its channel is asked until it answers.
    requested,
    /// 已退款: the payer has it.
    done,
    /// 渠道拒绝，人工处理中: an operator may ask again.
    refused;

    private static final Map<RefundState, Set<RefundState>> TABLE =
            Map.of(
                    requested, Set.of(done, refused),
                    refused, Set.of(requested));

    @Override
    public boolean mayBecome(RefundState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
