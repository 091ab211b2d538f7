/// What a scan session is about, and the exact bytes that its signatures are over: shared by the
/// service that builds them, the phone that shows them and the platform that verifies them.
@NullMarked
package cn.biaozhengtong.crypto.session;

import org.jspecify.annotations.NullMarked;
