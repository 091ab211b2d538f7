/// The keys with which operators sign decisions; the private ones are never seen here. Uses
/// `authority`.
@NullMarked
package cn.biaozhengtong.caorder.operatorkey;

import org.jspecify.annotations.NullMarked;
