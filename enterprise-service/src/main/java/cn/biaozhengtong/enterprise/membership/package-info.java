/// Who acts for an enterprise: its administrator (管理员), its agents (办事人员), and how one joins. A
/// join request is approved by [ApproveJoin] and returned by [ReturnJoin]. Uses `history` and
/// `person`; reads the names of enterprises, which `claim` keeps, and whether they are frozen.
@NullMarked
package cn.biaozhengtong.enterprise.membership;

import org.jspecify.annotations.NullMarked;
