/// What seals were used for (用印记录), kept for ever, seen and exported by the administrator; and uses
/// that were taken back (撤章); the record of each, as the transparency log commits to it. Uses
/// `life` and `member`.
@NullMarked
package cn.biaozhengtong.seal.use;

import org.jspecify.annotations.NullMarked;
