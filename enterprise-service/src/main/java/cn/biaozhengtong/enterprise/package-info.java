/// Which enterprises exist, who claimed them and who acts for them.
///
/// Owns enterprises, claims (认领), memberships and join requests (加入); publishes
/// `enterprise.enterprise` and `enterprise.membership`. Never decides an order and never issues.
@NullMarked
package cn.biaozhengtong.enterprise;

import org.jspecify.annotations.NullMarked;
