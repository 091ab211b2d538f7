/// What a session has stamped: which seal comes where, what is signed, and the finished documents.
/// It signs nothing: the session brings the signatures. Uses `document`, `life`, `local`, `making`,
/// `use`, `verification` and `work`.
@NullMarked
package cn.biaozhengtong.seal.stamping;

import org.jspecify.annotations.NullMarked;
