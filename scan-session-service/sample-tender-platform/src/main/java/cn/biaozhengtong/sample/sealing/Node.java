package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.paper.Where;

/// One place of a document where a seal belongs (签章节点).
///
/// @param seal kind of seal, such as `enterprise_seal`
record Node(String id, String name, String seal, Where where) {}
