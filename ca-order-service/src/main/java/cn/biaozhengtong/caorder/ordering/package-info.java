/// Orders (订单) and their one state machine; attachments; the saga over enterprise-service. Uses
/// `catalogue`.
@NullMarked
package cn.biaozhengtong.caorder.ordering;

import org.jspecify.annotations.NullMarked;
