package cn.biaozhengtong.seal.life;

/// What happened to a seal, as it is told others.
public sealed interface SealEvent {
    /// A draft exists.
    record Prepared() implements SealEvent {}

    /// @param esId of the version that counts from now on
    record Made(String esId) implements SealEvent {}

    /// @param number that the filing system gave it
    record Filed(String number) implements SealEvent {}

    /// @param why in the filing system's words
    record FilingRefused(String why) implements SealEvent {}

    record Stopped(StopCause cause) implements SealEvent {}

    /// Nothing stops it any more.
    record Resumed() implements SealEvent {}

    record Cancelled() implements SealEvent {}
}
