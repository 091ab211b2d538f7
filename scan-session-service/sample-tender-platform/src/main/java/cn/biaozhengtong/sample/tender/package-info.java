/// Bid tool and opening hall: authenticate, sign, encrypt, rehearse, decrypt. Uses `scan` and
/// `web`.
@NullMarked
package cn.biaozhengtong.sample.tender;

import org.jspecify.annotations.NullMarked;
