/// What keeps the connector itself usable: how many connections an address has, how long a request
/// may take to be asked, what becomes of a body that nobody read.
@NullMarked
package cn.biaozhengtong.gateway.connections;

import org.jspecify.annotations.NullMarked;
