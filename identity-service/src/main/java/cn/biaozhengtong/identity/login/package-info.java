/// Login by phone and SMS code (验证码); tokens come from Keycloak. Uses `account` and `device`.
@NullMarked
package cn.biaozhengtong.identity.login;

import org.jspecify.annotations.NullMarked;
