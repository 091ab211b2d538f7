/// The keys of certificates for whoever holds them, and co-signing with them for
/// scan-session-service. Uses `authority`, `cosigning` and `pair`.
@NullMarked
package cn.biaozhengtong.caorder.held;

import org.jspecify.annotations.NullMarked;
