/// The key ceremony: a command that makes root, issuing CA and the servers' keys, offline.
@NullMarked
package cn.biaozhengtong.caorder.authority.ceremony;

import org.jspecify.annotations.NullMarked;
