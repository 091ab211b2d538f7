/// The account of one person, registered by a first login; used by every other feature here.
@NullMarked
package cn.biaozhengtong.identity.account;

import org.jspecify.annotations.NullMarked;
