/// Who waits for news of a session, and when he is woken: at its change, here or at another
/// replica, at its expiry, or when this process ends. Uses `session`.
@NullMarked
package cn.biaozhengtong.scansession.waiting;

import org.jspecify.annotations.NullMarked;
