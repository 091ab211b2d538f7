/// Documents with nodes (签章节点) that wait for seals: what an account has before it, all sealed under
/// one PIN, and taken back (撤章). Uses `account`, `paper`, `scan`, `way` and `web`.
@NullMarked
package cn.biaozhengtong.sample.sealing;

import org.jspecify.annotations.NullMarked;
