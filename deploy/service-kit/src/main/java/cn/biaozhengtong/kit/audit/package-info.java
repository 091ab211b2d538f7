/// The append-only audit log: an SM3 chain that no later edit survives unnoticed, checkpoints of it
/// outside the database, and what auditors take away.
@NullMarked
package cn.biaozhengtong.kit.audit;

import org.jspecify.annotations.NullMarked;
