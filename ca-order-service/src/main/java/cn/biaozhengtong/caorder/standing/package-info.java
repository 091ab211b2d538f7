/// What becomes of a certificate in force: frozen (挂失), released, revoked (注销), superseded; its
/// holder reminded before it expires. Uses `ordering`, `invoice`, `cosigning`, `hold` and `pair`.
@NullMarked
package cn.biaozhengtong.caorder.standing;

import org.jspecify.annotations.NullMarked;
