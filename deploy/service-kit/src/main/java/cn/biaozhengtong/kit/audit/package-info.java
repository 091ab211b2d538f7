/// The append-only audit log: an SM3 chain that no later edit survives unnoticed.
@NullMarked
package cn.biaozhengtong.kit.audit;

import org.jspecify.annotations.NullMarked;
