package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of a certificate; [#next] is the whole transition table.
public enum CertificateState implements StateMachine<CertificateState> {
    /// Recorded with what will be signed; not in force.
    reserved,
    active,
    /// certificateHold: rests until it is released or revoked; from the first, where its holder's
    /// power had ended or rested before it was signed.
    frozen,
    /// For ever.
    revoked;

    @Override
    public Set<CertificateState> next() {
        return switch (this) {
            case reserved -> EnumSet.of(active, frozen);
            case active -> EnumSet.of(frozen, revoked);
            case frozen -> EnumSet.of(active, revoked);
            case revoked -> EnumSet.noneOf(CertificateState.class);
        };
    }
}
