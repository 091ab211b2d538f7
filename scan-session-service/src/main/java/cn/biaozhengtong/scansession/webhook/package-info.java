/// Telling platforms what became of their sessions: Standard Webhooks, signed twice, at least once.
/// Uses `session` and `relyingparty`.
@NullMarked
package cn.biaozhengtong.scansession.webhook;

import org.jspecify.annotations.NullMarked;
