/// The keys with which operators sign decisions; the private ones are never seen here. Proposed by
/// one administrator and confirmed by another, replaced with an overlap, revoked, reminded of. Uses
/// `authority`.
@NullMarked
package cn.biaozhengtong.caorder.operatorkey;

import org.jspecify.annotations.NullMarked;
