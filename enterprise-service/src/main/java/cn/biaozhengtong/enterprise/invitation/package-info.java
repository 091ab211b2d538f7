/// The administrator asks somebody to join (邀请成员), by QR code or by phone number (R16). Uses
/// `membership` and `history`.
@NullMarked
package cn.biaozhengtong.enterprise.invitation;

import org.jspecify.annotations.NullMarked;
