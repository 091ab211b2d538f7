package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of a certificate; [#mayBecome] is the whole transition table.
public enum CertificateState implements State<CertificateState> {
    /// Recorded with what will be signed; not in force.
    reserved,
    active,
    /// certificateHold: rests until it is released or revoked; from the first, where its holder's
    /// power had ended or rested before it was signed.
    frozen,
    /// For ever.
    revoked;

    private static final Map<CertificateState, Set<CertificateState>> TABLE =
            Map.of(
                    reserved, Set.of(active, frozen),
                    active, Set.of(frozen, revoked),
                    frozen, Set.of(active, revoked));

    @Override
    public boolean mayBecome(CertificateState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
