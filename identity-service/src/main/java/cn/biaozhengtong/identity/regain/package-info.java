/// Getting back into an account whose number is lost (找回账号, R5, R7), before login: the person
/// proves that he is here, names another number, waits while old devices and the old number are
/// told, and whoever objects sends it to two operators; who shows his face on an old device stops
/// it. Uses `login`, `account`, `device`, `verification`, `message` and `deletion`.
@NullMarked
package cn.biaozhengtong.identity.regain;

import org.jspecify.annotations.NullMarked;
