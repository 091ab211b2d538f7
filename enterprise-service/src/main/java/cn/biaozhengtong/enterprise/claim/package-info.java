/// Claiming an enterprise (认领企业): from a draft over a reserved USCC to the first administrator.
/// Uses `membership` to appoint him, `dispute`, `history` and `person`.
@NullMarked
package cn.biaozhengtong.enterprise.claim;

import org.jspecify.annotations.NullMarked;
