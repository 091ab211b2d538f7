/// What a person may demand of what is stored about him: a copy, and that it goes (账号注销, R8). Uses
/// `account`, `login`, and asks the services that hold his certificates, orders and roles.
@NullMarked
package cn.biaozhengtong.identity.deletion;

import org.jspecify.annotations.NullMarked;
