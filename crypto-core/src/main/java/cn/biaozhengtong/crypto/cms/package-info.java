/// Signed data in the two forms that are met: CMS (RFC 5652) and GB/T 35275, which differ in the
/// OIDs of their content types.
@NullMarked
package cn.biaozhengtong.crypto.cms;

import org.jspecify.annotations.NullMarked;
