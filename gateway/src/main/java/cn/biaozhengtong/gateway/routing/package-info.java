/// How requests reach the services; the routes themselves are in `application.yml`.
@NullMarked
package cn.biaozhengtong.gateway.routing;

import org.jspecify.annotations.NullMarked;
