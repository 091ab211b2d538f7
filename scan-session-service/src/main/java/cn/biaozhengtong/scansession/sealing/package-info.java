/// Documents that a platform has hosted at seal-service: whether a session shows the very ones,
/// what is prepared before they are signed, what is handed over afterwards. Uses `session`,
/// `certificates` and `membership`.
@NullMarked
package cn.biaozhengtong.scansession.sealing;

import org.jspecify.annotations.NullMarked;
