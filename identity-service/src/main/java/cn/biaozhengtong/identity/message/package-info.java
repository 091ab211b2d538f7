/// Messages (消息) in two boxes, CA证书 and 企业通知, made from other services' events, pushed by SSE.
@NullMarked
package cn.biaozhengtong.identity.message;

import org.jspecify.annotations.NullMarked;
