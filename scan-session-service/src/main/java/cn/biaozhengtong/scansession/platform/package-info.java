/// What a tender platform may do with its sessions: open one, follow it, take it back, fetch its
/// evidence. Uses `session`, `qr`, `waiting`, `evidence`, `sealing` and `relyingparty`.
@NullMarked
package cn.biaozhengtong.scansession.platform;

import org.jspecify.annotations.NullMarked;
