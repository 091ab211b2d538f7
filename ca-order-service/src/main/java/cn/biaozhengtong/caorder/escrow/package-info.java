/// The key management centre (KMC): makes encryption keys, keeps them in escrow, splits them (§5 of
/// deploy/docs/two-party.md). Uses `authority` for its keys and `cosigning` for the key of server
/// shares and for what a change of PIN agreed on.
@NullMarked
package cn.biaozhengtong.caorder.escrow;

import org.jspecify.annotations.NullMarked;
