/// The one door: routes, token check, limits; no business word and no state. Internal paths and
/// actuators have no route.
@NullMarked
package cn.biaozhengtong.gateway;

import org.jspecify.annotations.NullMarked;
