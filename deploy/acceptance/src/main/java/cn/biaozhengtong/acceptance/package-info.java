/// Journeys, faults and checks against a running suite, from outside: a virtual phone, the
/// operators' tool, and the sample platform's pages. Depends on no service's jar.
@NullMarked
package cn.biaozhengtong.acceptance;

import org.jspecify.annotations.NullMarked;
