/// What a use case does its work in: one transaction, with the time, the audit log and the outbox
/// that belong to it.
@NullMarked
package cn.biaozhengtong.kit.work;

import org.jspecify.annotations.NullMarked;
