package cn.biaozhengtong.caorder.invoice;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of an invoice.
public enum InvoiceState implements StateMachine<InvoiceState> {
    /// 开票中: its provider is asked until it answers.
    requested,
    /// 已开票.
    issued,
    /// 开票失败.
    refused;

    @Override
    public Set<InvoiceState> next() {
        return switch (this) {
            case requested -> EnumSet.of(issued, refused);
            case issued, refused -> EnumSet.noneOf(InvoiceState.class);
        };
    }
}
