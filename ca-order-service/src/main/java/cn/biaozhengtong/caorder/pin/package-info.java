/// Change of PIN (修改证书密码): fresh shares of the same keys, so that old snapshots of a phone are of
/// no use; no PIN is ever seen here. Uses `cosigning`, `escrow`, `pair` and `recovery` (which keys
/// lie in one store).
@NullMarked
package cn.biaozhengtong.caorder.pin;

import org.jspecify.annotations.NullMarked;
