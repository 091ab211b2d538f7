/// What every service shares and no service decides: problem documents, token checks, events by
/// outbox and inbox, audit log, idempotency keys, field encryption, intake of files, clock. No
/// domain word here.
@NullMarked
package cn.biaozhengtong.kit;

import org.jspecify.annotations.NullMarked;
