/// The tender ledger: which tenders wait for which encryption certificates.
@NullMarked
package cn.biaozhengtong.scansession.tender;

import org.jspecify.annotations.NullMarked;
