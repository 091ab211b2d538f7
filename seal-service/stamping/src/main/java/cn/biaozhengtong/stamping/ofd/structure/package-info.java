/// What an OFD says of itself (GB/T 33190-2016): documents, pages and their areas, text, and the
/// list of signatures. Only read; nothing is judged here but the form.
@NullMarked
package cn.biaozhengtong.stamping.ofd.structure;

import org.jspecify.annotations.NullMarked;
