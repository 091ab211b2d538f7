/// Documents that a platform has hosted at seal-service, and what becomes of them in a session.
@NullMarked
package cn.biaozhengtong.scansession.sealing;

import org.jspecify.annotations.NullMarked;
