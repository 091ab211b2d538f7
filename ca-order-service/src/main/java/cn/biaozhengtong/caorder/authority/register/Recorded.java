package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.crypto.cert.SerialNumber;

/// Says that what will be signed stands in the register; only [Register] makes one.
///
/// For an outside CA the serial number is our name of the request, until it has chosen its own.
public final class Recorded {
    private final SerialNumber serial;

    Recorded(SerialNumber serial) {
        this.serial = serial;
    }

    public SerialNumber serial() {
        return serial;
    }
}
