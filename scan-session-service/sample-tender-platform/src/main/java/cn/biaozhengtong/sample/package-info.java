/// A small tender platform that uses only the SDK: login, binding, sealing of documents and of the
/// nodes of a bid, bid tool, opening hall. Uses `account`, `scan`, `sealing`, `tender`, `way` and
/// `web`.
@NullMarked
package cn.biaozhengtong.sample;

import org.jspecify.annotations.NullMarked;
