/// One scan session and its states: by which rules it is opened, when it is over, what its platform
/// gets of it. Each change is published once, as [SessionChange]. Uses `relyingparty` and `tender`.
@NullMarked
package cn.biaozhengtong.scansession.session;

import org.jspecify.annotations.NullMarked;
