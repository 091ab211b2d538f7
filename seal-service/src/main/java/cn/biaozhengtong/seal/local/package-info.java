/// Documents that stay with a platform's bid tool (标书工具), such as bids before their opening: the
/// tool puts the seal in and states a digest, what is signed is built here, and the tool fetches
/// the signature. Uses `document`, `life`, `making`, `use` and `work`.
@NullMarked
package cn.biaozhengtong.seal.local;

import org.jspecify.annotations.NullMarked;
