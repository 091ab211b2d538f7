package cn.biaozhengtong.seal.life;

/// Why a seal is stopped; decides who lets it go on.
public enum StopCause {
    /// The administrator stopped it and resumes it, with his PIN.
    administrator,
    /// The enterprise's facts changed; it goes on by itself when the seal's words are still true,
    /// else it is made anew.
    enterprise_changed,
    /// Goes on when the enterprise is released.
    enterprise_frozen,
    /// Nobody of those who might use it holds a certificate that is in force; it is made anew.
    no_signer
}
