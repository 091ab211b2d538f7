package cn.biaozhengtong.caorder.invoice;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of an invoice.
public enum InvoiceState implements State<InvoiceState> {
    /// 开票中: its provider is asked until it answers.
    requested,
    /// 已开票.
    issued,
    /// 开票失败.
    refused;

    private static final Map<InvoiceState, Set<InvoiceState>> TABLE =
            Map.of(requested, Set.of(issued, refused));

    @Override
    public boolean mayBecome(InvoiceState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
