/// Who acts for an enterprise: its administrator (管理员), its agents (办事人员), and how one joins. A
/// join request is approved by [ApproveJoin] and returned by [ReturnJoin]. May read
/// `claim.Enterprises`.
@NullMarked
package cn.biaozhengtong.enterprise.membership;

import org.jspecify.annotations.NullMarked;
