/// What replicas of this service ask one another; no route leads here from the gateway.
@NullMarked
package cn.biaozhengtong.caorder.cosigning.web;

import org.jspecify.annotations.NullMarked;
