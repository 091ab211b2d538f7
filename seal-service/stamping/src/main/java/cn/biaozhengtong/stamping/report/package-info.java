/// What was found in a document's signatures, for a person and for a program.
@NullMarked
package cn.biaozhengtong.stamping.report;

import org.jspecify.annotations.NullMarked;
