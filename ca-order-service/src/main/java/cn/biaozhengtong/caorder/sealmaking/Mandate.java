package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;

/// An administrator's signed order to make a seal.
///
/// @param serial of his signing certificate
/// @param at the time that stands in the act
/// @param signature DER, over the act's preimage
public record Mandate(SerialNumber serial, Instant at, Preimage signature) {}
