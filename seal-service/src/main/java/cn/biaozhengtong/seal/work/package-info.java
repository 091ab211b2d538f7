/// Documents of other people are read here and nowhere else: in a process of its own for every job
/// ([cn.biaozhengtong.seal.work.Workers]), which gets paths of files in a private folder and
/// answers with a little JSON that is checked again. `WorkMain` and `Work` run in the worker only.
/// Uses no other feature.
@NullMarked
package cn.biaozhengtong.seal.work;

import org.jspecify.annotations.NullMarked;
