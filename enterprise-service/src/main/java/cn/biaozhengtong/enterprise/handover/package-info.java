/// The administrator's role goes to a successor (移交管理员, R16): signed with the administrator's PIN,
/// consented by the successor after a new verification of identity, with PIN where he holds a
/// certificate of the enterprise. Uses `membership`, `history` and `person`.
@NullMarked
package cn.biaozhengtong.enterprise.handover;

import org.jspecify.annotations.NullMarked;
