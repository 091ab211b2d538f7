package cn.biaozhengtong.seal.life;

/// What happened to a seal, as it is told others.
public sealed interface SealEvent {
    /// A draft exists.
    record Prepared() implements SealEvent {}

    /// @param esId of the version that counts from now on
    record Made(String esId) implements SealEvent {}

    record Stopped(StopCause cause) implements SealEvent {}

    record Resumed() implements SealEvent {}

    record Cancelled() implements SealEvent {}
}
