/// Data that is stored with care: encrypted fields and answers to repeated requests.
@NullMarked
package cn.biaozhengtong.kit.data;

import org.jspecify.annotations.NullMarked;
