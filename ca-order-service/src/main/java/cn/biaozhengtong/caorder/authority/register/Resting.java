package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.crypto.cert.SerialNumber;

/// Port to who knows whose certificates may not be in force at present.
public interface Resting {
    /// Asked within the transaction that stores what was signed, after [Register.Entering]: such a
    /// certificate rests (certificateHold) from the first.
    boolean rests(SerialNumber serial);
}
