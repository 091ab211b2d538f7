package cn.biaozhengtong.seal.life;

import java.util.List;

/// Port to who sees to it that a filing system hears of seals (`filing`). Asked of each change in
/// its transaction, the seal locked, before it is stored: what is to be told is committed with it.
public interface Registrar {
    /// @param events what happened to it just now
    void changed(Seal seal, List<SealEvent> events);
}
