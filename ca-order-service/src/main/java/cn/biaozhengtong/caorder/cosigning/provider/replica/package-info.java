/// Another replica of this service as the owner of a round.
@NullMarked
package cn.biaozhengtong.caorder.cosigning.provider.replica;

import org.jspecify.annotations.NullMarked;
