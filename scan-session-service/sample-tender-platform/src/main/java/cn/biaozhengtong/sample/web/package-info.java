/// Requests read and answered, and the pages as they lie among the resources. Uses `account`.
@NullMarked
package cn.biaozhengtong.sample.web;

import org.jspecify.annotations.NullMarked;
