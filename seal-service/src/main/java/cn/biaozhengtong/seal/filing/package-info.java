/// A provincial filing system (印章备案) is told of seals: a made version, a stop, a resumption, a
/// cancellation, in order for each seal, until it has answered. A seal's facts hold here at once,
/// except that a first version waits for its number; without a filing system nothing waits. Uses
/// `inventory` (in `web`), `life`, `making` and `member`.
@NullMarked
package cn.biaozhengtong.seal.filing;

import org.jspecify.annotations.NullMarked;
