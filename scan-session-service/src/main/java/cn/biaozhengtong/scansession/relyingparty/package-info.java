/// Tender platforms (业务系统) that integrate with us; each belongs to one platform of the catalogue.
@NullMarked
package cn.biaozhengtong.scansession.relyingparty;

import org.jspecify.annotations.NullMarked;
